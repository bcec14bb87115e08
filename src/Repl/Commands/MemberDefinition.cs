namespace KlpShell.Repl.Commands;

internal sealed record MemberDefinition(string TypeName, string Name, PSMemberTypes MemberType, string Definition);
