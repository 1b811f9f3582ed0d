using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Kelpie.Tests.Scanning.Discovery;

/// <summary>
/// Runs code under the permissions of an ordinary user. Root may read everything, so as root the code runs on a thread of its own
/// whose file system identity is that of nobody: Linux keeps that identity per thread, and takes root's exemptions with it.
/// </summary>
public static class Unprivileged
{
    private const uint Nobody = 65534;

    public static T Run<T>(Func<T> code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions are tested on Linux.");
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            if (Environment.IsPrivilegedProcess)
            {
                SetFileSystemUser(Nobody);
            }

            try
            {
                result = code();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    [DllImport("libc", EntryPoint = "setfsuid", ExactSpelling = true)]
    private static extern int SetFileSystemUser(uint user);
}
