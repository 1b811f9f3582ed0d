using System.Security.Cryptography;
using System.Text;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class FileReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_file_is_read_with_its_hash_type_and_encoding()
    {
        FileContent content = ReadNew("notes.md", "# Tomatoes\n");

        Assert.Equal(ProcessingStatus.Success, content.Status);
        Assert.Null(content.Message);
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData("# Tomatoes\n"u8)), content.Hash);
        Assert.Equal("text/markdown", content.MimeType);
        Assert.True(content.IsText);
        Assert.Equal("ascii", content.Encoding);
        Assert.Equal("# Tomatoes\n", content.Text);
        Assert.Equal("notes.md", content.File.Name);
    }

    [Fact]
    public void The_samples_of_the_original_are_read_as_it_read_them()
    {
        string samples = Path.Join(RepositoryRoot(), "tests", "data", "original", "samples");
        FileWalker walker = new([ScanRoot.Resolve(samples)], ScanRules.Default);
        FileReader reader = new(ScanRules.Default);

        Dictionary<string, FileContent> contents = walker.Walk(TestContext.Current.CancellationToken)
            .Select(file => reader.Read(file, TestContext.Current.CancellationToken)).ToDictionary(content => content.File.Name);

        Assert.Equal(14, contents.Count);
        Assert.All(contents.Values, content => Assert.Equal((ProcessingStatus.Success, true, null), (content.Status, content.IsText, content.Message)));
        Assert.Equal(["empty.py", "unicode.md"], contents.Values.Where(content => content.Encoding == "utf-8").Select(content => content.File.Name).Order());
        Assert.Equal("89f61c0fa17a11a7f12f26ada4badacd", contents["inventory.py"].Hash);
        Assert.Equal("text/x-csrc", contents["ring_buffer.c"].MimeType);
        Assert.Equal("text/javascript", contents["long_line.js"].MimeType);
    }

    [Fact]
    public void An_empty_file_is_text_without_characters()
    {
        FileContent content = ReadNew("empty", "");

        Assert.Equal((ProcessingStatus.Success, true, "utf-8", ""), (content.Status, content.IsText, content.Encoding, content.Text));
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", content.Hash);
    }

    [Fact]
    public void A_binary_file_keeps_its_metadata()
    {
        FileContent content = ReadNew("program", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Equal((ProcessingStatus.Skipped, false, "Its content is binary."), (content.Status, content.IsText, content.Message));
        Assert.Null(content.Text);
        Assert.Equal(32, content.Hash!.Length);
    }

    [Fact]
    public void A_binary_file_with_the_name_of_a_text_file_does_not_become_garbage()
    {
        byte[] random = new byte[5000];
        new Random(1).NextBytes(random);

        FileContent content = ReadNew("picture.txt", [0x89, .. "PNG\r\n\u001a\n"u8, .. random]);

        Assert.Equal(
            (ProcessingStatus.EncodingError, false, "It is named like a text file, but its content is binary."),
            (content.Status, content.IsText, content.Message));
        Assert.Null(content.Text);
        Assert.Null(content.Encoding);
    }

    [Fact]
    public void A_file_with_an_unknown_name_is_text_if_its_start_holds_no_NUL()
    {
        Assert.Equal("#!/bin/sh\necho hello\n", ReadNew("script", "#!/bin/sh\necho hello\n").Text);
        Assert.Equal(ProcessingStatus.Skipped, ReadNew("record", "some text\0and more text that goes on for a while\n").Status);
    }

    [Fact]
    public void A_text_file_laden_with_NULs_is_read_without_them()
    {
        FileContent content = ReadNew("environment.txt", "HOME=/root\0USER=root\0");

        Assert.Equal("HOME=/root\uFFFDUSER=root\uFFFD", content.Text);
        Assert.Equal((ProcessingStatus.Success, "2 NUL characters were replaced by U+FFFD."), (content.Status, content.Message));
    }

    [Fact]
    public void A_script_with_a_packed_archive_behind_it_is_binary()
    {
        byte[] random = new byte[50_000];
        new Random(2).NextBytes(random);

        Assert.Equal(ProcessingStatus.EncodingError, ReadNew("install.sh", [.. "#!/bin/sh\nexit 0\n"u8, .. random]).Status);
    }

    [Fact]
    public void UTF16_without_a_mark_is_text_although_it_is_full_of_NULs()
    {
        FileContent content = ReadNew("letter", Encoding.Unicode.GetBytes(Samples.French));

        Assert.Equal((ProcessingStatus.Success, "utf-16-le", Samples.French), (content.Status, content.Encoding, content.Text));
    }

    [Fact]
    public void A_file_with_invalid_UTF8_is_read_with_a_note()
    {
        FileContent content = ReadNew("a.md", [.. Encoding.UTF8.GetBytes(Samples.Greek), 0xFF]);

        Assert.Equal((ProcessingStatus.Success, Samples.Greek + "\uFFFD"), (content.Status, content.Text));
        Assert.Equal("1 place that is not UTF-8 was replaced by U+FFFD.", content.Message);
    }

    [Fact]
    public void A_file_in_no_encoding_is_recorded_as_that()
    {
        FileContent content = ReadNew("a.txt", [0xF8, 0xFF, 0x81, 0x8D, 0xFE, 0x90, 0xFF, 0x9D, 0xFF]);

        Assert.Equal(
            (ProcessingStatus.EncodingError, false, "The encoding of its text cannot be told. Convert it to UTF-8 to have it indexed."),
            (content.Status, content.IsText, content.Message));
    }

    [Fact]
    public void A_file_that_has_vanished_is_recorded_as_not_found()
    {
        FoundFile file = Find(_folder.Write("a.md"));
        File.Delete(file.Path);

        FileContent content = Read(file);

        Assert.Equal((ProcessingStatus.FileNotFound, "It was gone before it could be read."), (content.Status, content.Message));
        Assert.Null(content.Hash);
        Assert.Equal("text/markdown", content.MimeType);
    }

    [Fact]
    public void A_file_whose_folder_has_vanished_is_recorded_as_not_found()
    {
        FoundFile file = Find(_folder.Write("sub/a.md"));
        Directory.Delete(file.Directory, recursive: true);

        Assert.Equal(ProcessingStatus.FileNotFound, Read(file).Status);
    }

    [Fact]
    public void A_file_that_has_become_a_folder_is_recorded_as_not_found()
    {
        FoundFile file = Find(_folder.Write("a.md"));
        File.Delete(file.Path);
        Directory.CreateDirectory(file.Path);

        FileContent content = Read(file);

        Assert.Equal((ProcessingStatus.FileNotFound, "It was replaced by a folder before it could be read."), (content.Status, content.Message));
    }

    [Fact]
    public void A_file_that_has_become_a_pipe_is_not_opened()
    {
        FoundFile file = Find(_folder.Write("a.md"));
        _folder.Shell("rm a.md && mkfifo a.md");

        FileContent content = Read(file);

        Assert.Equal((ProcessingStatus.Skipped, "It is a named pipe, which is not opened."), (content.Status, content.Message));
    }

    [Fact]
    public void Pipes_links_to_devices_and_lost_links_are_recorded_as_found()
    {
        _folder.Shell("mkfifo pipe");
        _folder.LinkFile("zero.txt", "/dev/zero");
        _folder.LinkFile("lost.md", "nowhere");

        FileReader reader = new(ScanRules.Default);
        Dictionary<string, FileContent> contents = Walks.Of(_folder).Files
            .Select(file => reader.Read(file, TestContext.Current.CancellationToken)).ToDictionary(content => content.File.Name);

        Assert.Equal((ProcessingStatus.Skipped, "It is a named pipe, which is not opened."), (contents["pipe"].Status, contents["pipe"].Message));
        Assert.Equal((ProcessingStatus.Skipped, "It is a device, which is not opened."), (contents["zero.txt"].Status, contents["zero.txt"].Message));
        Assert.Equal(ProcessingStatus.FileNotFound, contents["lost.md"].Status);
    }

    [Fact]
    public void An_unreadable_file_is_recorded_as_denied()
    {
        FoundFile file = Find(_folder.Write("secret.md"));
        TempFolder.SetMode(_folder.Path, 0b111_101_101);
        TempFolder.SetMode(file.Path, 0);

        FileContent content = Unprivileged.Run(() => new FileReader(ScanRules.Default).Read(file));

        Assert.Equal((ProcessingStatus.PermissionDenied, "It may not be read by this user."), (content.Status, content.Message));
        Assert.Null(content.Text);
    }

    [Fact]
    public void A_file_of_200_megabytes_is_not_opened()
    {
        using (FileStream stream = File.Create(_folder["huge.txt"]))
        {
            stream.SetLength(200L * 1024 * 1024);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        FileContent content = Read(Find(_folder["huge.txt"]));

        Assert.Equal(
            (ProcessingStatus.SizeLimitExceeded, "It has 209,715,200 bytes; files over 104,857,600 are not read."),
            (content.Status, content.Message));
        Assert.Null(content.Hash);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_file_that_grew_since_it_was_found_is_read_as_it_is_now()
    {
        FoundFile file = Find(_folder.Write("log.txt", "one\n"));
        string text = string.Concat(Enumerable.Repeat("a line of a log that goes on\n", 100_000));
        File.WriteAllText(file.Path, text);

        FileContent content = Read(file);

        Assert.True(content.Text == text);
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text))), content.Hash);
        Assert.Equal(4, content.File.Size);
    }

    [Fact]
    public void A_file_that_shrank_since_it_was_found_is_read_as_it_is_now()
    {
        FoundFile file = Find(_folder.Write("log.txt", new string('x', 10_000)));
        File.WriteAllText(file.Path, "short\n");

        Assert.Equal("short\n", Read(file).Text);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_file_that_grew_over_the_limit_is_not_read_beyond_it(int size, bool read)
    {
        ScanRules rules = new() { MaxFileSize = 1000 };
        FoundFile file = Find(_folder.Write("log.txt", "one\n"));
        File.WriteAllText(file.Path, new string('x', size));

        FileContent content = new FileReader(rules).Read(file, TestContext.Current.CancellationToken);

        Assert.Equal(read ? ProcessingStatus.Success : ProcessingStatus.SizeLimitExceeded, content.Status);
        Assert.Equal(read ? null : "It grew while it was read; files over 1,000 bytes are not read.", content.Message);
        Assert.Equal(read ? 1000 : null, content.Text?.Length);
    }

    [Fact]
    public void A_file_that_is_being_written_to_is_read()
    {
        FoundFile file = Find(_folder.Write("log.txt", "one\n"));
        using FileStream writer = new(file.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        writer.Write("two\n"u8);
        writer.Flush();

        Assert.Equal("one\ntwo\n", Read(file).Text);
    }

    [Fact]
    public void Files_that_the_system_makes_up_are_read_to_their_end()
    {
        Assert.SkipUnless(File.Exists("/proc/self/limits"), "There is no /proc here.");
        FoundFile file = Find(_folder.Write("a.txt", "x")) with { Path = "/proc/self/limits", Size = 0 };

        Assert.Contains("Max open files", Read(file).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_ten_megabytes_is_not_hashed()
    {
        const int Limit = 10 * 1024 * 1024;
        Assert.Equal(32, ReadNew("a.txt", new string('x', Limit)).Hash!.Length);

        FileContent content = ReadNew("b.txt", new string('x', Limit + 1));

        Assert.Equal("too_large", content.Hash);
        Assert.Equal(Limit + 1, content.Text!.Length);
    }

    [Fact]
    public void Text_is_extracted_from_documents()
    {
        FileContent content = ReadNew("letter.pdf", TestPdf.Of("The gardener watered the tomatoes."));

        Assert.Equal((ProcessingStatus.Success, "The gardener watered the tomatoes."), (content.Status, content.Text));
        Assert.Equal((false, null, "application/pdf"), (content.IsText, content.Encoding, content.MimeType));
    }

    [Fact]
    public void A_document_without_text_says_so()
    {
        FileContent content = ReadNew("scan.PDF", TestPdf.OfContents(TestPdf.Stream("0 0 m 9 9 l S")));

        Assert.Equal((ProcessingStatus.Success, "", "It holds no text; its pages may be pictures."), (content.Status, content.Text, content.Message));
    }

    [Fact]
    public void A_broken_document_is_recorded_with_the_reason()
    {
        FileContent content = ReadNew("letter.docx", "no archive");

        Assert.Equal((ProcessingStatus.UnknownError, "The Word document is damaged, or protected by a password."), (content.Status, content.Message));
        Assert.Null(content.Text);
        Assert.NotNull(content.Hash);
    }

    [Fact]
    public void An_empty_document_has_no_text()
    {
        FileContent content = ReadNew("empty.pdf", "");

        Assert.Equal((ProcessingStatus.Success, ""), (content.Status, content.Text));
    }

    [Fact]
    public void Extracted_text_holds_nothing_that_a_database_refuses()
    {
        FileReader reader = new(ScanRules.Default, new Dictionary<string, ITextExtractor> { [".pdf"] = new Unstorable() });

        FileContent content = reader.Read(Find(_folder.Write("a.pdf")), TestContext.Current.CancellationToken);

        Assert.Equal("a\uFFFDb\uFFFDc\U0001F415\uFFFD", content.Text);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        FoundFile file = Find(_folder.Write("a.md"));

        Assert.Throws<OperationCanceledException>(() => new FileReader(ScanRules.Default).Read(file, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void An_IO_error_is_recorded_with_what_the_system_says()
    {
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "There is no file here of which reading fails.");
        FoundFile file = Find(_folder.Write("a.txt", "x")) with { Path = "/proc/self/mem" };

        FileContent content = Read(file);

        Assert.Equal(ProcessingStatus.UnknownError, content.Status);
        Assert.StartsWith("It could not be read: ", content.Message, StringComparison.Ordinal);
    }

    private static FileContent Read(FoundFile file) => new FileReader(ScanRules.Default).Read(file, TestContext.Current.CancellationToken);

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "Kelpie.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder;
    }

    private FileContent ReadNew(string name, string text) => Read(Find(_folder.Write(name, text)));

    private FileContent ReadNew(string name, byte[] bytes) => Read(Find(_folder.Write(name, bytes)));

    private FoundFile Find(string path) => Walks.Of(_folder).Files.Single(file => file.Path == path);

    private sealed class Unstorable : ITextExtractor
    {
        public ExtractedText Extract(Stream content, CancellationToken cancellationToken) => new("a\0b\uD83Dc\U0001F415\uDC15");
    }
}
