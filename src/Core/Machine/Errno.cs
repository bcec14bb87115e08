namespace KlpShell.Core.Machine;

/// <summary>The error numbers that the simulated kernel answers with, by their Linux value (include/uapi/asm-generic/errno*.h). Zero is success.</summary>
public enum Errno
{
    None = 0,
    EPERM = 1,
    ENOENT = 2,
    ESRCH = 3,
    EINTR = 4,
    EIO = 5,
    E2BIG = 7,
    ENOEXEC = 8,
    EBADF = 9,
    EAGAIN = 11,
    ENOMEM = 12,
    EACCES = 13,
    EFAULT = 14,
    EBUSY = 16,
    EEXIST = 17,
    ENODEV = 19,
    ENOTDIR = 20,
    EISDIR = 21,
    EINVAL = 22,
    ENOSPC = 28,
    ERANGE = 34,
    ENAMETOOLONG = 36,
    ENOSYS = 38,
    EKEYREJECTED = 129,
    EADDRINUSE = 98,
    EALREADY = 114,
    ERESTARTSYS = 512,
}
