using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Abi.Searching;

namespace KlpShell.Core.Abi.Rules;

/// <summary>What the README asks of one entry.</summary>
internal sealed class AbiStrictRules(AbiCheckOptions options, List<AbiFinding> findings)
{
    public void Check(AbiEntry entry)
    {
        CheckDate(entry);
        CheckVersion(entry);
        CheckPeople(entry);
        if (entry.Description.Length == 0 && entry.Source is null)
            findings.Add(AbiRules.NoDescription.At(entry, "the entry has no description: say what the interface is and how it is used"));
        foreach (string name in entry.What)
        {
            if (AbiNonAbi.Reason(name, options.IsKernelSymbol) is { } reason)
                findings.Add(AbiRules.NotAbi.At(entry, $"{reason}: take the entry out"));
        }
        if (entry.Level == AbiLevel.Obsolete)
            CheckObsolete(entry);
    }

    private void CheckDate(AbiEntry entry)
    {
        if (entry.Date.Length == 0)
            findings.Add(AbiRules.NoDate.At(entry, AbiFieldKind.Date, "there is no date: add 'Date:' with month and year"));
        else if (!AbiDate.TryParse(entry.Date, out AbiDate date))
            findings.Add(AbiRules.UnreadableDate.At(entry, AbiFieldKind.Date, $"'{entry.Date}' is no date that can be read: write it as 'Nov 2014' or '2014-11-30'"));
        else if (options.AsOf is { } day && date.First > day)
            findings.Add(AbiRules.DateInFuture.At(entry, AbiFieldKind.Date, $"'{entry.Date}' is after {day:yyyy-MM-dd}, the day of this check: correct the date"));
    }

    private void CheckVersion(AbiEntry entry)
    {
        if (entry.KernelVersion.Length == 0)
            findings.Add(AbiRules.NoKernelVersion.At(entry, AbiFieldKind.KernelVersion, "there is no kernel version: add 'KernelVersion:' with the first kernel that has the interface"));
        else if (!AbiKernelVersion.TryParse(entry.KernelVersion, out _))
            findings.Add(AbiRules.UnreadableVersion.At(entry, AbiFieldKind.KernelVersion, $"'{entry.KernelVersion}' is no kernel version: write it as '3.19' or 'v6.1'"));
    }

    private void CheckPeople(AbiEntry entry)
    {
        if (entry.Contact.IsDefaultOrEmpty)
            findings.Add(AbiRules.NoContact.At(entry, AbiFieldKind.Contact, "nobody is named: add 'Contact:' with a mail address or a mailing list"));
        else if (!entry.Contact.Any(HasAddress))
            findings.Add(AbiRules.ContactWithoutAddress.At(entry, AbiFieldKind.Contact, $"'{entry.Contact[0]}' has no address: add a mail address or a URL"));
        if (entry.Users.IsDefaultOrEmpty)
            findings.Add(AbiRules.NoUsers.At(entry, AbiFieldKind.Users, "nobody is named who uses it: add 'Users:' with the programs that must be told of changes"));
    }

    private void CheckObsolete(AbiEntry entry)
    {
        var notice = AbiNotice.Read(entry);
        if (!notice.SaysWhy)
            findings.Add(AbiRules.ObsoleteWithoutReason.At(entry, AbiFieldKind.Description, "the description does not say why this is obsolete: add a sentence with the reason, or what to use instead"));
        if (!notice.SaysWhen)
            findings.Add(AbiRules.ObsoleteWithoutTime.At(entry, AbiFieldKind.Description, notice.SaysRemoval
                ? $"'{notice.Sentence}' gives no time that can be read: add a date or a kernel version"
                : "the description does not say when this goes: add a date or a kernel version"));
        else if (options.AsOf is { } day && notice.After is { } after && after.Last < day)
            findings.Add(AbiRules.RemovalDue.At(entry, AbiFieldKind.Description, $"the time that was given, {after.Last:yyyy-MM-dd}, is over: it may be moved to removed"));
    }

    private static bool HasAddress(string contact) => contact.Contains('@') || contact.Contains("://", System.StringComparison.Ordinal);
}
