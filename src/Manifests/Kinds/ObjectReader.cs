using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Bodies;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Reading;
using KlpShell.Manifests.Yaml;

namespace KlpShell.Manifests.Kinds;

/// <summary>Reads the objects of a patch and the functions in them.</summary>
/// <param name="context">What the readers of the file share.</param>
/// <param name="parts">The patch module's functions, to which those that stand here are added.</param>
internal sealed class ObjectReader(ReadContext context, ModuleParts parts)
{
    /// <summary>The name that stands for the kernel itself.</summary>
    public const string Vmlinux = "vmlinux";

    /// <summary>What a new function is called whose name the author left out: livepatch_ and the old function's name, as far as C allows it.</summary>
    public static string DefaultNewName(string oldName)
    {
        char[] name = ("livepatch_" + oldName).ToCharArray();
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not '_' and not '.' and not '$') name[i] = '_';
        }

        return new string(name);
    }

    /// <summary>Reads the <c>objects</c> of a patch: a list, or null for a null pointer.</summary>
    public PatchDefinition Read(MapReader patch)
    {
        PatchDefinition definition = new()
        {
            Replace = patch.TryGet("replace", out Node? replace, out NodePath replacePath) && context.Bool(replace, replacePath),
            States = patch.TryGet("states", out Node? states, out NodePath statesPath) ? ReadStates(states, statesPath) : [],
        };
        if (!patch.TryGet("objects", out Node? list, out NodePath path)) return definition;
        if (list is ScalarNode { IsNull: true }) return definition with { WithoutObjects = true };
        ImmutableArray<PatchObjectDefinition>.Builder objects = ImmutableArray.CreateBuilder<PatchObjectDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of objects"))
        {
            if (MapReader.Open(context, node, place, Tables.Object) is { } reader) objects.Add(ReadObject(reader));
        }

        return definition with { Objects = objects.ToImmutable() };
    }

    // An id of 0 ends the kernel's walk over the states.
    private ImmutableArray<StateDefinition> ReadStates(Node list, NodePath path)
    {
        ImmutableArray<StateDefinition>.Builder states = ImmutableArray.CreateBuilder<StateDefinition>();
        foreach ((Node node, NodePath place) in context.Items(list, path, "a list of system states"))
        {
            if (MapReader.Open(context, node, place, Tables.State) is not { } reader) continue;
            ulong id = reader.TryGet("id", out Node? value, out NodePath valuePath) ? context.Unsigned(value, valuePath, 0, ulong.MaxValue, "an id") : 0;
            uint version = reader.TryGet("version", out value, out valuePath) ? (uint)context.Unsigned(value, valuePath, 0, uint.MaxValue, "a version") : 0;
            states.Add(new StateDefinition(id, version));
        }

        return states.ToImmutable();
    }

    private PatchObjectDefinition ReadObject(MapReader reader)
    {
        string? name = reader.TryGet("name", out Node? node, out NodePath path) ? ObjectName(node, path) : null;
        ImmutableArray<PatchFuncDefinition> functions = default;
        if (reader.TryGet("functions", out node, out path) && node is not ScalarNode { IsNull: true })
        {
            ImmutableArray<PatchFuncDefinition>.Builder read = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
            foreach ((Node item, NodePath place) in context.Items(node, path, "a list of functions, or null"))
            {
                if (MapReader.Open(context, item, place, Tables.PatchFunction) is { } function) read.Add(ReadFunction(function));
            }

            functions = read.ToImmutable();
        }

        PatchObjectDefinition obj = new(name, functions);
        if (reader.TryGet("callbacks", out node, out path) && MapReader.Open(context, node, path, Tables.Callbacks) is { } callbacks) obj = obj with { Callbacks = ReadCallbacks(callbacks) };
        return reader.TryGet("relocations", out node, out path) ? obj with { Relocations = RelocationReader.Read(context, node, path, parts) } : obj;
    }

    private PatchCallbacks ReadCallbacks(MapReader reader) => new()
    {
        PrePatch = Callback(reader, "pre_patch"),
        PostPatch = Callback(reader, "post_patch"),
        PreUnpatch = Callback(reader, "pre_unpatch"),
        PostUnpatch = Callback(reader, "post_unpatch"),
    };

    private Body? Callback(MapReader reader, string key) =>
        reader.TryGet(key, out Node? node, out NodePath path) && node is not ScalarNode { IsNull: true } ? BodyReader.Read(context, node, path, parts.Scope) : null;

    // vmlinux is a null pointer; the word itself, which no kernel knows as a module, must be asked for.
    private string? ObjectName(Node node, NodePath path)
    {
        if (node is MapNode)
        {
            MapReader literal = MapReader.Open(context, node, path, Tables.LiteralName)!;
            return literal.TryGet("literal", out Node? text, out NodePath place) ? context.Name(text, place, "an object's name", mayBeEmpty: true) : "";
        }

        string name = context.Name(node, path, "vmlinux or a module's name", mayBeEmpty: true);
        return name == Vmlinux ? null : name;
    }

    private PatchFuncDefinition ReadFunction(MapReader reader)
    {
        bool isNull = reader.TryGet("old_name", out Node? node, out NodePath path) && node is ScalarNode { IsNull: true };
        string oldName = node is null || isNull ? "" : context.Name(node, path, "a function's name", mayBeEmpty: true);
        PatchFuncDefinition function = new(oldName, NewFunction(reader, oldName)) { WithoutOldName = isNull };
        if (reader.TryGet("old_addr", out node, out path)) function = function with { OldAddress = context.Unsigned(node, path, 0, ulong.MaxValue, "an address") };
        if (reader.TryGet("sympos", out node, out path)) function = function with { SymbolPosition = context.Unsigned(node, path, 0, uint.MaxValue, "a position") };
        if (reader.TryGet("safe_because", out node, out path)) function = function with { SafeBecause = context.LineText(node, path, 200) };
        return function;
    }

    private string? NewFunction(MapReader reader, string oldName)
    {
        bool hasBody = reader.TryGet("body", out Node? body, out NodePath bodyPath);
        bool hasReference = reader.TryGet("new_func", out Node? reference, out NodePath referencePath);
        bool hasName = reader.TryGet("new_name", out Node? given, out NodePath givenPath);
        if (hasBody && hasReference)
        {
            context.Report(reference!, referencePath, ManifestProblemId.Conflict, "body or new_func", "a function has its body here, or names one of the module's functions with new_func, not both; the name of the one with its body here is new_name");
            return null;
        }

        if (hasName && !hasBody) context.Report(given!, givenPath, ManifestProblemId.Conflict, "new_func", "new_name names the function whose body stands here, and there is none; one of the module's functions is named with new_func");
        if (hasBody) return WithBody(reader, oldName, body!, bodyPath, hasName ? given : null, givenPath);
        if (!hasReference)
        {
            if (!hasName) context.Report(reader.Node, reader.Path, ManifestProblemId.MissingKey, "body or new_func", "nothing says what the new function does: a body, or new_func with the name of one of the module's functions, or new_func: null, was expected");
            return null;
        }

        if (reference is ScalarNode { IsNull: true }) return null;
        string name = context.Name(reference!, referencePath, "one of the module's functions, or null");
        parts.Refer(reference!, referencePath, name, "one of the module's functions, or null");
        return name;
    }

    private string WithBody(MapReader reader, string oldName, Node body, NodePath bodyPath, Node? given, NodePath givenPath)
    {
        string name = given is not null ? context.Identifier(given, givenPath, "a function's name") : DefaultNewName(oldName);
        Body steps = BodyReader.Read(context, body, bodyPath, parts.Scope);
        parts.AddFunction(new FunctionDefinition(name, steps), reader.Node, reader.Path);
        return name;
    }
}
