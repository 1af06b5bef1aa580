using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Telehealth.Compliance.Domain;

/// <summary>
/// One line of the audit (COM-09): who did or read what, and when. Its hash covers the hash of the line before, so that
/// no line can be changed, taken out, put in or moved without being found. People and cases are named by id alone.
/// </summary>
internal sealed class AuditRow
{
    /// <summary>The hash before the first line.</summary>
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    private const char Separator = '\u001f';

    private AuditRow() { }

    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Sequence { get; private set; }

    /// <summary>Microseconds since 1970, as hashed.</summary>
    public long AtMicros { get; private set; }

    /// <summary>kind:id of whoever did it.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>What was done, such as <c>case.read</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>What it was done to, such as <c>case:{id}</c>.</summary>
    public string Subject { get; private set; } = "";

    public string Hash { get; private set; } = "";

    public static AuditRow After(
        string previous,
        long sequence,
        Instant at,
        string actor,
        string action,
        string subject
    )
    {
        var row = new AuditRow
        {
            Sequence = sequence,
            AtMicros = at.ToUnixTimeTicks() / 10,
            Actor = actor,
            Action = action,
            Subject = subject,
        };
        row.Hash = row.HashAfter(previous);
        return row;
    }

    /// <summary>SHA-256 of the hash before and this line in its one way of being written.</summary>
    public string HashAfter(string previous)
    {
        var canonical = string.Join(
            Separator,
            previous,
            Sequence.ToString(CultureInfo.InvariantCulture),
            AtMicros.ToString(CultureInfo.InvariantCulture),
            Actor,
            Action,
            Subject
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}

/// <summary>The end of the audit's chain: one row that every new line takes hold of first.</summary>
internal sealed class AuditHead
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    public long Sequence { get; init; }

    public string Hash { get; init; } = AuditRow.Beginning;
}
