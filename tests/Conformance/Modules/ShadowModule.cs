using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>test_klp_shadow_vars: calls of the shadow variables' functions, with pointers shown as numbers in the order of their first use.</summary>
internal sealed class ShadowModule
{
    private const ulong FirstId = 0x1234;
    private const ulong SecondId = 0x1235;
    private const int Objects = 3;
    private const ulong ObjectBase = 0xffff888000001000;

    private readonly Kernel _kernel;
    private readonly KernelTask _task;
    private readonly string _name;
    private readonly List<string> _pointers = ["NULL"];

    private ShadowModule(Kernel kernel, KernelTask task, string name) => (_kernel, _task, _name) = (kernel, task, name);

    private ShadowVariables Shadow => _kernel.Livepatch.Shadow!;

    /// <summary>The module.</summary>
    public static ModuleDefinition Create(string name) => new(name)
    {
        Init = Body.FromHost((kernel, task, _) =>
        {
            new ShadowModule(kernel, task, name).Run();
            return 0;
        }),
    };

    private void Run()
    {
        Missing(0, FirstId);
        for (int obj = 0; obj < Objects; obj++)
        {
            Alloc(obj, FirstId, orGet: obj != 1);
            Alloc(obj, SecondId, orGet: false);
        }

        for (int obj = 0; obj < Objects; obj++)
        {
            Present(obj, FirstId);
            Present(obj, SecondId);
        }

        for (int obj = 0; obj < Objects; obj++)
        {
            Alloc(obj, FirstId, orGet: true);
            Expected(obj, FirstId);
        }

        for (int obj = 0; obj < Objects; obj++)
        {
            int captured = obj;
            Shadow.Free(Address(obj), FirstId, (_, _) => Say($"shadow_dtor(obj={Obj(captured)}, shadow_data={Variable(captured, FirstId)})"));
            Say($"klp_shadow_free(obj={Obj(obj)}, id=0x{FirstId:x}, dtor={Pointer("dtor")})");
            Missing(obj, FirstId);
        }

        for (int obj = 0; obj < Objects; obj++) Present(obj, SecondId);
        Shadow.FreeAll(SecondId);
        Say($"klp_shadow_free_all(id=0x{SecondId:x}, dtor={Pointer("NULL")})");
        for (int obj = 0; obj < Objects; obj++) Missing(obj, SecondId);
    }

    private void Alloc(int obj, ulong id, bool orGet)
    {
        // The constructor prints before the call that made it does.
        (int, Value) Construct()
        {
            // The arguments of a call are worked out from the last to the first.
            string data = Data(obj, id);
            Say($"shadow_ctor: {Variable(obj, id)} -> {data}");
            return (0, (long)id);
        }

        if (orGet) Shadow.GetOrAlloc(_kernel, Address(obj), id, Construct);
        else Shadow.Alloc(_kernel, _task, Address(obj), id, Construct);
        string call = orGet ? "klp_shadow_get_or_alloc" : "klp_shadow_alloc";
        Say($"{call}(obj={Obj(obj)}, id=0x{id:x}, size=8, gfp_flags=GFP_KERNEL), ctor={Pointer("ctor")}, ctor_data={Data(obj, id)} = {Variable(obj, id)}");
    }

    private void Missing(int obj, ulong id)
    {
        Get(obj, id, "NULL");
        Say("  got expected NULL result");
    }

    private void Present(int obj, ulong id)
    {
        Get(obj, id, $"variable {obj} {id}");
        Expected(obj, id);
    }

    private void Get(int obj, ulong id, string expected)
    {
        string found = Shadow.Get(Address(obj), id) is null ? "NULL" : $"variable {obj} {id}";
        Say($"klp_shadow_get(obj={Obj(obj)}, id=0x{id:x}) = {Pointer(found)}{(found == expected ? "" : " unexpected")}");
    }

    private void Expected(int obj, ulong id) => Say($"  got expected {Variable(obj, id)} -> {Data(obj, id)} result");

    private string Obj(int obj) => Pointer($"object {obj}");

    private string Variable(int obj, ulong id) => Pointer($"variable {obj} {id}");

    private string Data(int obj, ulong id) => Pointer($"data {obj} {id}");

    private static ulong Address(int obj) => ObjectBase + (ulong)obj * 64;

    private string Pointer(string what)
    {
        int index = _pointers.IndexOf(what);
        if (index < 0)
        {
            _pointers.Add(what);
            index = _pointers.Count - 1;
        }

        return $"PTR{index}";
    }

    private void Say(string text) => _kernel.Log.Write(LogLevel.Information, $"{_name}: {text}");
}
