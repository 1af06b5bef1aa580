using System.Text.RegularExpressions;
using MimeKit;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli.Story;

/// <summary>What the demo leaves behind: answers, mails, invitations, the receipt, the journal.</summary>
internal sealed partial class DemoFolder
{
    /// <summary>What is in it at the end.</summary>
    public static readonly IReadOnlyList<(string Name, string What)> Contents =
    [
        ("receipt.pdf", "the client's receipt, in the provider's name"),
        ("programme-receipt.pdf", "the client's receipt of the platform"),
        ("assignment.json", "how chance chose the insured visit's provider, to be drawn again"),
        ("offer-card.json", "what the client saw before saying yes to talk now"),
        ("case-timeline.json", "a safeguarding case's steps and clock, without a word of it"),
        ("hub-usage.json", "all that HR learns of a month"),
        ("commission-invoice.pdf", "platform to provider"),
        ("self-billed-invoice.pdf", "written for the provider, with its agreement"),
        ("remittance-advice.pdf", "what the payout was for"),
        ("payouts.pain001.xml", "the bank's file"),
        ("statement.json", "everything the provider earned, with what became of it"),
        ("ledger.journal", "the whole ledger, for hledger"),
        ("verify.txt", "every invariant"),
        ("answers/, mail/, calendar/", "every JSON answer, every mail, every invitation"),
    ];

    private readonly Dictionary<string, MimeMessage> read = [];
    private int answers;

    public DemoFolder(string root)
    {
        Root = Path.GetFullPath(root);
        foreach (var part in (string[])["answers", "mail", "calendar"])
        {
            var folder = Path.Combine(Root, part);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
        }
    }

    public string Root { get; }

    /// <summary>Where the host of the demo delivers its mails.</summary>
    public string Post => Path.Combine(Path.GetTempPath(), $"telehealth-demo-{Environment.ProcessId}");

    public void Keep(string method, string path, int status, string text)
    {
        var name = Unfit().Replace(Uuid().Replace(path.Split('?')[0], "id"), "-").Trim('-');
        var number = Interlocked.Increment(ref answers);
        var file = $"{number:000}-{method.ToLowerInvariant()}-{name}-{status}.json";
        File.WriteAllText(Path.Combine(Root, "answers", file), text);
    }

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Root, name), bytes);

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Root, name), text);

    /// <summary>The newest mail to this address with these words in its subject or text.</summary>
    public MimeMessage Mail(string to, string words) =>
        Mails()
            .Where(mail => mail.To.Mailboxes.Any(x => x.Address == to))
            .Where(mail => $"{mail.Subject}\n{mail.TextBody}".Contains(words, StringComparison.OrdinalIgnoreCase))
            .MaxBy(mail => mail.Date)
        ?? throw new DemoFailure($"No mail to {to} says \"{words}\".");

    /// <summary>The newest mail to this address that passes.</summary>
    public MimeMessage Mail(string to, Func<MimeMessage, bool> test) =>
        Mails().Where(x => x.To.Mailboxes.Any(y => y.Address == to) && test(x)).MaxBy(x => x.Date)
        ?? throw new DemoFailure($"The mail that should have gone to {to} did not.");

    /// <summary>
    /// The calendar part of a mail as it was sent, or null: read as text its lines would end as this machine's do.
    /// </summary>
    public static byte[]? CalendarOf(MimeMessage mail)
    {
        var part = mail.BodyParts.OfType<TextPart>().FirstOrDefault(x => x.ContentType.IsMimeType("text", "calendar"));
        if (part?.Content is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        part.Content.DecodeTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The one link of a mail that contains these words.</summary>
    public static Uri LinkOf(MimeMessage mail, string words) =>
        Links().Matches(mail.TextBody ?? "").Select(x => x.Value).FirstOrDefault(x => x.Contains(words)) is { } link
            ? new Uri(link)
            : throw new DemoFailure($"The mail \"{mail.Subject}\" has no link to {words}.");

    /// <summary>
    /// Copies every mail and invitation to where the caller wants them, in order and named for people.
    /// </summary>
    public (int Mails, int Calendars) Collect()
    {
        var (mails, calendars) = (0, 0);
        foreach (var mail in Mails().OrderBy(x => x.Date).ThenBy(x => x.MessageId, StringComparer.Ordinal))
        {
            var to = mail.To.Mailboxes.First().Address.Split('@')[0];
            var name = $"{++mails:000}-{to}-{LetterFolding.FileName(mail.Subject ?? "").ToLowerInvariant()}";
            name = name.Length > 80 ? name[..80] : name;
            mail.WriteTo(Path.Combine(Root, "mail", $"{name}.eml"));
            if (CalendarOf(mail) is { } calendar)
            {
                File.WriteAllBytes(Path.Combine(Root, "calendar", $"{++calendars:000}-{to}.ics"), calendar);
            }
        }

        return (mails, calendars);
    }

    private List<MimeMessage> Mails()
    {
        foreach (var file in Directory.EnumerateFiles(Post, "*.eml", SearchOption.AllDirectories))
        {
            // A delivered mail does not change any more.
            if (!read.ContainsKey(file))
            {
                read[file] = MimeMessage.Load(file);
            }
        }

        return [.. read.Values];
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Uuid();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Unfit();

    [GeneratedRegex(@"https?://[^\s>""]+")]
    private static partial Regex Links();
}
