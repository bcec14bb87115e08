using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Ftrace;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Shows the way from each hooked function's entry: the bytes there, the trampoline that they call, and the handlers in their order.</summary>
[Cmdlet(VerbsCommon.Get, "KlpTrampoline")]
[OutputType(typeof(TrampolineInfo))]
public sealed class GetKlpTrampolineCommand : KlpKernelCommand
{
    /// <summary>Only those of these functions. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameOf("Symbol", Others = "*")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Function { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        List<TrampolineInfo> all = Look(kernel => All(handle.Name, kernel));
        foreach (string name in Function)
        {
            NamePattern pattern = new(name);
            List<TrampolineInfo> found = all.FindAll(info => pattern.IsMatch(info.Function));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Failure.Of("NotHooked", name, name, handle.Name).ToRecord());
            foreach (TrampolineInfo info in found) WriteObject(info);
        }
    }

    private static List<TrampolineInfo> All(string kernelName, Core.Kernel kernel)
    {
        List<TrampolineInfo> infos = [];
        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            List<string> handlers = [];
            foreach (FtraceOps ops in kernel.Ftrace.OpsOf(record.Function)) handlers.Add(ops.Owner);
            ulong target = kernel.Ftrace.Text.CallTarget(record.Ip);
            byte[] code = kernel.Ftrace.TrampolineBytes(target);
            infos.Add(new TrampolineInfo
            {
                Function = kernel.Symbols.NameAt(record.Function),
                Object = record.Module ?? "vmlinux",
                Kernel = kernelName,
                Location = record.Ip,
                EntryBytes = FunctionProjection.Bytes(kernel, record.Ip),
                Address = target,
                Code = code.Length == 0 ? null : Convert.ToHexString(code).ToLowerInvariant(),
                Shared = record.Only is null,
                Handlers = handlers.AsReadOnly(),
                Description = kernel.Ftrace.Describe(record),
            });
        }

        return infos;
    }
}
