using System;

namespace KlpShell.Core.Machine;

/// <summary>Unwinds an entrance that can never come back. The task stays where it hangs. It never leaves Core.</summary>
internal sealed class HungException(string reason) : Exception(reason);
