using Kelpie.Cli;

return await KelpieCommand.RunAsync(args);
