namespace KlpShell.Core.Machine;

/// <summary>The words that user space prints for an <see cref="Errno"/> (glibc strerror).</summary>
public static class ErrnoText
{
    /// <summary>The sentence that a shell tool prints, such as <c>Invalid argument</c> for EINVAL.</summary>
    public static string Text(this Errno errno) => errno switch
    {
        Errno.None => "Success",
        Errno.EPERM => "Operation not permitted",
        Errno.ENOENT => "No such file or directory",
        Errno.ESRCH => "No such process",
        Errno.EINTR => "Interrupted system call",
        Errno.EIO => "Input/output error",
        Errno.E2BIG => "Argument list too long",
        Errno.ENOEXEC => "Exec format error",
        Errno.EBADF => "Bad file descriptor",
        Errno.EAGAIN => "Resource temporarily unavailable",
        Errno.ENOMEM => "Cannot allocate memory",
        Errno.EACCES => "Permission denied",
        Errno.EFAULT => "Bad address",
        Errno.EBUSY => "Device or resource busy",
        Errno.EEXIST => "File exists",
        Errno.ENODEV => "No such device",
        Errno.ENOTDIR => "Not a directory",
        Errno.EISDIR => "Is a directory",
        Errno.EINVAL => "Invalid argument",
        Errno.ENOSPC => "No space left on device",
        Errno.ERANGE => "Numerical result out of range",
        Errno.ENAMETOOLONG => "File name too long",
        Errno.ENOSYS => "Function not implemented",
        Errno.EKEYREJECTED => "Key was rejected by service",
        Errno.EADDRINUSE => "Address already in use",
        Errno.EALREADY => "Operation already in progress",
        _ => "Unknown error " + (int)errno,
    };
}
