// What a native program costs that does nothing.
return 0;
