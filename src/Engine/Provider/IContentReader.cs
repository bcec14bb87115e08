namespace System.Management.Automation.Provider;

public interface IContentReader : IDisposable
{
    IList Read(long readCount);

    void Seek(long offset, IO.SeekOrigin origin);

    void Close();
}
