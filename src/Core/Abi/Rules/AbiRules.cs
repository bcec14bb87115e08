using System.Collections.Immutable;
using System.Linq;
using static KlpShell.Core.Abi.AbiSeverity;
using static KlpShell.Core.Abi.Rules.AbiRuleGroup;

namespace KlpShell.Core.Abi.Rules;

/// <summary>Every rule there is. The levels and what may become of them: Documentation/ABI/README.</summary>
public static class AbiRules
{
    /// <summary>A file that is no text, is too large, or cannot be read.</summary>
    public static readonly AbiRule Unreadable = new("ABI001", nameof(Unreadable), Error, Form, "A file of entries is text that can be read.");
    /// <summary>Bytes that are no UTF-8.</summary>
    public static readonly AbiRule BadEncoding = new("ABI002", nameof(BadEncoding), Warning, Form, "A file of entries is UTF-8.");
    /// <summary>A tag that the README does not name, outside of a description.</summary>
    public static readonly AbiRule UnknownTag = new("ABI003", nameof(UnknownTag), Error, Form, "A field is one of What, Date, KernelVersion, Contact, Description, Users.");
    /// <summary><c>Where:</c> in the place of <c>What:</c>.</summary>
    public static readonly AbiRule WhereForWhat = new("ABI004", nameof(WhereForWhat), Warning, Form, "The name of an entry is tagged What, not Where.");
    /// <summary>A field that no entry has begun for.</summary>
    public static readonly AbiRule FieldBeforeWhat = new("ABI005", nameof(FieldBeforeWhat), Error, Form, "An entry begins with What.");
    /// <summary>An entry without a description.</summary>
    public static readonly AbiRule NoDescription = new("ABI006", nameof(NoDescription), Error, Form, "Every entry has a description.");
    /// <summary>One name in several entries.</summary>
    public static readonly AbiRule DefinedTwice = new("ABI007", nameof(DefinedTwice), Warning, Form, "A name is defined once.");
    /// <summary>A line under What that is neither a tag nor a path.</summary>
    public static readonly AbiRule TextUnderWhat = new("ABI008", nameof(TextUnderWhat), Warning, Form, "Behind What there are names and fields only.");
    /// <summary>A name on a line without a tag.</summary>
    public static readonly AbiRule NameWithoutTag = new("ABI009", nameof(NameWithoutTag), Information, Form, "Each name has a What of its own.");
    /// <summary>A tag that holds a known word and is not it.</summary>
    public static readonly AbiRule NearTag = new("ABI010", nameof(NearTag), Warning, Form, "A tag is spelled as in the README.");
    /// <summary>A field that an entry has twice.</summary>
    public static readonly AbiRule FieldTwice = new("ABI011", nameof(FieldTwice), Warning, Form, "An entry has each field once.");
    /// <summary>A What without a name.</summary>
    public static readonly AbiRule EmptyWhat = new("ABI012", nameof(EmptyWhat), Error, Form, "A What names an interface.");
    /// <summary>A file outside of the four folders.</summary>
    public static readonly AbiRule NoLevel = new("ABI013", nameof(NoLevel), Warning, Form, "A file lies in stable, testing, obsolete or removed.");
    /// <summary>A file without an entry.</summary>
    public static readonly AbiRule NoEntries = new("ABI014", nameof(NoEntries), Warning, Form, "A file has at least one entry.");
    /// <summary>The name of a field at the start of a line, without its colon.</summary>
    public static readonly AbiRule NoColon = new("ABI015", nameof(NoColon), Warning, Form, "The name of a field ends with a colon.");

    /// <summary>An entry without a date.</summary>
    public static readonly AbiRule NoDate = new("ABI020", nameof(NoDate), Warning, Strict, "An entry says when it was made.");
    /// <summary>An entry without a kernel version.</summary>
    public static readonly AbiRule NoKernelVersion = new("ABI021", nameof(NoKernelVersion), Warning, Strict, "An entry says which kernel it first came with.");
    /// <summary>An entry without a contact.</summary>
    public static readonly AbiRule NoContact = new("ABI022", nameof(NoContact), Warning, Strict, "An entry says whom to ask.");
    /// <summary>An entry without users.</summary>
    public static readonly AbiRule NoUsers = new("ABI023", nameof(NoUsers), Information, Strict, "An entry says who is to be told of its changes.");
    /// <summary>A date that cannot be read.</summary>
    public static readonly AbiRule UnreadableDate = new("ABI024", nameof(UnreadableDate), Warning, Strict, "A date is one, such as Nov 2014 or 2014-11-30.");
    /// <summary>A version that cannot be read.</summary>
    public static readonly AbiRule UnreadableVersion = new("ABI025", nameof(UnreadableVersion), Warning, Strict, "A kernel version is one, such as 3.19 or v6.1.");
    /// <summary>A contact that nothing can be sent to.</summary>
    public static readonly AbiRule ContactWithoutAddress = new("ABI026", nameof(ContactWithoutAddress), Warning, Strict, "A contact has a mail address or a URL.");
    /// <summary>An obsolete entry that does not say why.</summary>
    public static readonly AbiRule ObsoleteWithoutReason = new("ABI027", nameof(ObsoleteWithoutReason), Error, Strict, "An obsolete entry says why it is obsolete.");
    /// <summary>An obsolete entry that does not say when it goes.</summary>
    public static readonly AbiRule ObsoleteWithoutTime = new("ABI028", nameof(ObsoleteWithoutTime), Error, Strict, "An obsolete entry says when it is expected to go.");
    /// <summary>One name at several levels.</summary>
    public static readonly AbiRule SeveralLevels = new("ABI029", nameof(SeveralLevels), Error, Strict, "A name has one level.");
    /// <summary>A Kconfig or kernel symbol.</summary>
    public static readonly AbiRule NotAbi = new("ABI030", nameof(NotAbi), Error, Strict, "Kconfig and kernel symbols are no ABI.");
    /// <summary>A date that has not come yet.</summary>
    public static readonly AbiRule DateInFuture = new("ABI031", nameof(DateInFuture), Warning, Strict, "An entry was made before the day of the check.");
    /// <summary>An obsolete entry whose time is over.</summary>
    public static readonly AbiRule RemovalDue = new("ABI032", nameof(RemovalDue), Information, Strict, "An obsolete entry goes when its time is over.");

    /// <summary>A stable interface without any entry left.</summary>
    public static readonly AbiRule StableVanished = new("ABI040", nameof(StableVanished), Error, Change, "A stable entry does not vanish: it becomes obsolete first.");
    /// <summary>A testing interface without any entry left.</summary>
    public static readonly AbiRule TestingVanished = new("ABI041", nameof(TestingVanished), Error, Change, "A testing entry does not vanish: it becomes obsolete first.");
    /// <summary>An obsolete interface without any entry left.</summary>
    public static readonly AbiRule ObsoleteVanished = new("ABI042", nameof(ObsoleteVanished), Error, Change, "An obsolete entry does not vanish: it is listed as removed.");
    /// <summary>A removed interface whose record is lost.</summary>
    public static readonly AbiRule RemovedVanished = new("ABI043", nameof(RemovedVanished), Warning, Change, "The list of removed interfaces stays.");
    /// <summary>Testing to removed.</summary>
    public static readonly AbiRule TestingRemoved = new("ABI044", nameof(TestingRemoved), Error, Change, "A testing entry becomes obsolete before it is removed.");
    /// <summary>Stable to removed.</summary>
    public static readonly AbiRule StableRemoved = new("ABI045", nameof(StableRemoved), Error, Change, "A stable entry becomes obsolete before it is removed.");
    /// <summary>Obsolete to removed before the time that was given.</summary>
    public static readonly AbiRule RemovedTooEarly = new("ABI046", nameof(RemovedTooEarly), Error, Change, "An obsolete entry is removed after the documented time.");
    /// <summary>Obsolete to removed, and no time was given, or none that can be read.</summary>
    public static readonly AbiRule RemovalTimeUnknown = new("ABI047", nameof(RemovalTimeUnknown), Warning, Change, "An obsolete entry says when it goes before it goes.");
    /// <summary>Less than two years stable.</summary>
    public static readonly AbiRule StableTooShort = new("ABI048", nameof(StableTooShort), Error, Change, "A stable entry holds for at least two years.");
    /// <summary>A stable entry that is to go, of unknown age.</summary>
    public static readonly AbiRule StableAgeUnknown = new("ABI049", nameof(StableAgeUnknown), Warning, Change, "The date of a stable entry tells whether two years are over.");
    /// <summary>To obsolete without notice.</summary>
    public static readonly AbiRule ObsoleteWithoutNotice = new("ABI050", nameof(ObsoleteWithoutNotice), Error, Change, "An entry that becomes obsolete gives notice: why, and when it goes.");
    /// <summary>Stable to testing.</summary>
    public static readonly AbiRule StableToTesting = new("ABI051", nameof(StableToTesting), Error, Change, "What was promised to be stable does not go back to testing.");
    /// <summary>Obsolete to stable or testing.</summary>
    public static readonly AbiRule ObsoleteReturned = new("ABI052", nameof(ObsoleteReturned), Warning, Change, "The README knows no way back from obsolete.");
    /// <summary>Removed to any other.</summary>
    public static readonly AbiRule RemovedReturned = new("ABI053", nameof(RemovedReturned), Warning, Change, "The README knows no way back from removed.");
    /// <summary>A stable description that changed.</summary>
    public static readonly AbiRule StableChanged = new("ABI054", nameof(StableChanged), Information, Change, "A stable interface stays compatible; what its document now says is to be read again.");
    /// <summary>A name that went and one like it that came.</summary>
    public static readonly AbiRule RenameProposed = new("ABI055", nameof(RenameProposed), Information, Change, "A name that changed is a new interface; the old one is kept as obsolete.");

    /// <summary>A file without an entry.</summary>
    public static readonly AbiRule Undocumented = new("ABI060", nameof(Undocumented), Warning, Files, "Every file that user space sees has an entry.");

    /// <summary>A patch that takes away what may not go.</summary>
    public static readonly AbiRule TouchForbidden = new("ABI070", nameof(TouchForbidden), Error, Touch, "A patch keeps what its level promises.");
    /// <summary>A patch that names another level than the entry's.</summary>
    public static readonly AbiRule TouchLevel = new("ABI071", nameof(TouchLevel), Error, Touch, "A patch names the level that the entry has.");
    /// <summary>A patch that names an interface without an entry.</summary>
    public static readonly AbiRule TouchUnknown = new("ABI072", nameof(TouchUnknown), Information, Touch, "What a patch touches is documented.");

    /// <summary>A suppression that suppresses nothing.</summary>
    public static readonly AbiRule StaleSuppression = new("ABI090", nameof(StaleSuppression), Warning, Suppression, "A suppression that is no longer needed is taken out.");
    /// <summary>A suppression without a reason.</summary>
    public static readonly AbiRule SuppressionWithoutReason = new("ABI091", nameof(SuppressionWithoutReason), Error, Suppression, "A suppression says why.");
    /// <summary>A line that is no suppression.</summary>
    public static readonly AbiRule BadSuppression = new("ABI092", nameof(BadSuppression), Error, Suppression, "A suppression is: a rule, a name or wildcard, '#', a reason.");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<AbiRule> All { get; } =
    [
        Unreadable, BadEncoding, UnknownTag, WhereForWhat, FieldBeforeWhat, NoDescription, DefinedTwice, TextUnderWhat, NameWithoutTag, NearTag,
        FieldTwice, EmptyWhat, NoLevel, NoEntries, NoColon,
        NoDate, NoKernelVersion, NoContact, NoUsers, UnreadableDate, UnreadableVersion, ContactWithoutAddress, ObsoleteWithoutReason,
        ObsoleteWithoutTime, SeveralLevels, NotAbi, DateInFuture, RemovalDue,
        StableVanished, TestingVanished, ObsoleteVanished, RemovedVanished, TestingRemoved, StableRemoved, RemovedTooEarly, RemovalTimeUnknown,
        StableTooShort, StableAgeUnknown, ObsoleteWithoutNotice, StableToTesting, ObsoleteReturned, RemovedReturned, StableChanged, RenameProposed,
        Undocumented,
        TouchForbidden, TouchLevel, TouchUnknown,
        StaleSuppression, SuppressionWithoutReason, BadSuppression,
    ];

    /// <summary>The rule of an id or name, whatever its case; null when there is none.</summary>
    public static AbiRule? Find(string idOrName) => All.FirstOrDefault(r =>
        string.Equals(r.Id, idOrName, System.StringComparison.OrdinalIgnoreCase) || string.Equals(r.Name, idOrName, System.StringComparison.OrdinalIgnoreCase));
}
