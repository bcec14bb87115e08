using System;
using System.Collections.Generic;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch.Consistency;

/// <summary>Makes the live counterpart of a patch's definition: its objects, functions, and where its callbacks lie in the module.</summary>
internal static class PatchFactory
{
    public static ConsistencyPatch Create(Module module, PatchDefinition definition)
    {
        ConsistencyPatch patch = new(module, definition);
        int next = FirstCallback(module, definition);
        List<KlpObject> objects = [];
        foreach (PatchObjectDefinition objectDefinition in definition.Objects)
        {
            Dictionary<string, ulong> callbacks = new(StringComparer.Ordinal);
            foreach ((string kind, Body body) in ModuleCode.Callbacks(objectDefinition.Callbacks))
            {
                callbacks.Add(kind, body.Steps is [MachineCodeStep code] ? code.Address : module.Layout.FunctionAddresses[next++]);
            }

            ConsistencyObject obj = new(patch, objectDefinition, dynamic: false) { Callbacks = callbacks };
            obj.Functions = Functions(module, obj, objectDefinition);
            objects.Add(obj);
        }

        patch.Objects = objects;
        return patch;
    }

    // The kernel's walk ends at the first entry with nothing in it (klp_for_each_func_static).
    private static List<KlpFunc> Functions(Module module, ConsistencyObject obj, PatchObjectDefinition definition)
    {
        List<KlpFunc> functions = [];
        if (definition.Functions.IsDefault) return functions;
        foreach (PatchFuncDefinition function in definition.Functions)
        {
            if (function is { WithoutOldName: true, NewFunction: null, SymbolPosition: 0 }) break;
            ulong address = function.NewAddress != 0 ? function.NewAddress : function.NewFunction is null ? 0 : module.Layout.AddressOf(function.NewFunction);
            functions.Add(new ConsistencyFunc(obj, function, address, nop: false));
        }

        return functions;
    }

    // Callbacks lie behind all other functions of the module, patch by patch.
    private static int FirstCallback(Module module, PatchDefinition definition)
    {
        int before = 0;
        int all = 0;
        bool found = false;
        foreach (PatchDefinition each in module.Definition.Patches)
        {
            found |= ReferenceEquals(each, definition);
            int count = Count(each);
            all += count;
            if (!found) before += count;
        }

        return module.Layout.FunctionAddresses.Length - all + before;
    }

    private static int Count(PatchDefinition patch)
    {
        int count = 0;
        foreach (PatchObjectDefinition obj in patch.Objects)
        {
            foreach (var _ in ModuleCode.Callbacks(obj.Callbacks)) count++;
        }

        return count;
    }
}
