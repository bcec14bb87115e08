namespace KlpShell.Engine;

internal enum Stream
{
    Output = 1, Error, Warning, Verbose, Debug, Information,
}
