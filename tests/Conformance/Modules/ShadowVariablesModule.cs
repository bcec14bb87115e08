using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>
/// test_klp_shadow_vars: its init makes calls about shadow variables and says what they came to. It names pointers by the order in which
/// it first prints them.
/// </summary>
internal sealed class ShadowVariablesModule
{
    private const int Objects = 3;
    private const ulong FirstId = 0x1234;
    private const ulong SecondId = 0x1235;
    private const ulong Heap = 0xffff888004000000;
    private const ulong Constructor = 1;
    private const ulong Destructor = 2;

    private readonly string _name;
    private readonly Kernel _kernel;
    private readonly KernelTask _task;
    private readonly List<ulong> _pointers = [0];

    private ShadowVariablesModule(string name, Kernel kernel, KernelTask task) => (_name, _kernel, _task) = (name, kernel, task);

    private ShadowVariables Shadow => _kernel.Livepatch.Shadow!;

    /// <summary>The module.</summary>
    public static ModuleDefinition Create(string name) => new(name)
    {
        Init = Body.FromHost((kernel, task, _) =>
        {
            new ShadowVariablesModule(name, kernel, task).Run();
            return 0;
        }),
    };

    private void Run()
    {
        Get(Object(0), FirstId);
        for (int i = 0; i < Objects; i++)
        {
            Alloc(i, FirstId, orGet: i != 1);
            Alloc(i, SecondId, orGet: false);
        }

        for (int i = 0; i < Objects; i++)
        {
            Get(Object(i), FirstId);
            Get(Object(i), SecondId);
        }

        for (int i = 0; i < Objects; i++)
        {
            ulong got = Alloc(i, FirstId, orGet: true);
            Expect(got);
        }

        for (int i = 0; i < Objects; i++)
        {
            Free(Object(i), FirstId);
            Get(Object(i), FirstId);
        }

        for (int i = 0; i < Objects; i++) Get(Object(i), SecondId);
        Shadow.FreeAll(SecondId);
        Say($"klp_shadow_free_all(id=0x{SecondId:x}, dtor=PTR{Number(0)})");
        for (int i = 0; i < Objects; i++) Get(Object(i), SecondId);
    }

    private void Get(ulong obj, ulong id)
    {
        ulong variable = Shadow.Get(obj, id) is null ? 0 : Variable(obj, id);
        int value = Number(variable);
        Say($"klp_shadow_get(obj=PTR{Number(obj)}, id=0x{id:x}) = PTR{value}");
        Expect(variable);
    }

    // The arguments of a line are numbered from the last to the first, as the compiled call evaluates them.
    private ulong Alloc(int number, ulong id, bool orGet)
    {
        ulong obj = Object(number);
        ulong data = Data(number, id);
        Func<(int, Value)> construct = () =>
        {
            int to = Number(data);
            Say($"shadow_ctor: PTR{Number(Variable(obj, id))} -> PTR{to}");
            return (0, (long)data);
        };
        bool there = (orGet ? Shadow.GetOrAlloc(_kernel, obj, id, construct) : Shadow.Alloc(_kernel, _task, obj, id, construct)) is not null;
        ulong variable = there ? Variable(obj, id) : 0;
        int value = Number(variable);
        int ctorData = Number(data);
        int ctor = Number(Constructor);
        Say($"klp_shadow_{(orGet ? "get_or_" : "")}alloc(obj=PTR{Number(obj)}, id=0x{id:x}, size=8, gfp_flags=GFP_KERNEL), ctor=PTR{ctor}, ctor_data=PTR{ctorData} = PTR{value}");
        return variable;
    }

    private void Free(ulong obj, ulong id)
    {
        Shadow.Free(obj, id, (_, _) =>
        {
            int data = Number(Variable(obj, id));
            Say($"shadow_dtor(obj=PTR{Number(obj)}, shadow_data=PTR{data})");
        });
        int dtor = Number(Destructor);
        Say($"klp_shadow_free(obj=PTR{Number(obj)}, id=0x{id:x}, dtor=PTR{dtor})");
    }

    private void Expect(ulong variable)
    {
        if (variable == 0)
        {
            Say("  got expected NULL result");
            return;
        }

        int number = (int)((variable - Heap) >> 8 & 0xf);
        Say($"  got expected PTR{Number(variable)} -> PTR{Number(Data(number, FirstId + (variable & 1)))} result");
    }

    private static ulong Object(int number) => Heap + ((ulong)number << 8) + 0x10;

    private static ulong Data(int number, ulong id) => Heap + ((ulong)number << 8) + 0x20 + (id & 1);

    private static ulong Variable(ulong obj, ulong id) => (obj & ~0xfful) + 0x30 + (id & 1);

    private int Number(ulong pointer)
    {
        int index = _pointers.IndexOf(pointer);
        if (index >= 0) return index;
        _pointers.Add(pointer);
        return _pointers.Count - 1;
    }

    private void Say(FormattableString text) => _kernel.Log.Write(LogLevel.Information, $"{_name}: {text.ToString(CultureInfo.InvariantCulture)}");

    private void Say(string text) => _kernel.Log.Write(LogLevel.Information, $"{_name}: {text}");
}
