namespace System.Management.Automation.Provider;

public interface IContentWriter : IDisposable
{
    IList Write(IList content);

    void Seek(long offset, IO.SeekOrigin origin);

    void Close();
}
