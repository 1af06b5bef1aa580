using System.Globalization;
using System.Text;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// BACS Standard 18, single processing day (standards §2.3): labels of 80 bytes, data of 100, CRLF, ASCII. For
/// those who
/// submit to BACS themselves; everybody else uploads <see cref="Pain001"/>.
/// </summary>
internal static class BacsStandard18
{
    public const string Format = "bacs-standard-18";

    private const int LabelLength = 80;
    private const int DataLength = 100;
    private const int NameLength = 18;
    private const long MostPence = 99_999_999_999;
    private const string Credit = "99";
    private const string ContraDebit = "17";
    private const int DaysToExpiry = 7;

    public static readonly Error NotPossible = Error.Refused(
        "wallet.bacs-not-possible",
        "BACS carries sterling between UK accounts only, and needs the paying account's service user number."
    );

    /// <summary>The file's bytes, or why BACS cannot carry this order.</summary>
    /// <param name="order">What to pay.</param>
    /// <param name="processing">
    /// The working day before the money arrives: a file dated with the day of arrival pays a day late.
    /// </param>
    public static Result<byte[]> Write(PaymentOrder order, LocalDate processing)
    {
        if (processing >= order.PayDate)
        {
            throw new ArgumentException("BACS processes a payment before the day it arrives.", nameof(processing));
        }

        var payees = order.Payments.Select(x => x.Payee.AsUk()).ToList();
        if (
            order.From.ServiceUserNumber is not { Length: 6 } user
            || order.From.Currency != Currency.Gbp
            || order.From.Account.AsUk() is not { } own
            || payees.Exists(x => x is null)
            || order.Payments.Any(x => x.Amount.Minor is <= 0 or > MostPence)
        )
        {
            return NotPossible;
        }

        var total = order.Payments.Aggregate(Money.Zero(Currency.Gbp), (sum, x) => sum + x.Amount).Minor;
        if (total > MostPence)
        {
            return NotPossible;
        }

        var holder = Text(order.From.Holder);
        var lines = new List<string>(order.Payments.Count + 8);
        lines.AddRange(Header(order, user, processing));
        lines.AddRange(
            order.Payments.Select(
                (x, i) => Data(payees[i]!, Credit, own, x.Amount.Minor, holder, Text(x.Reference), Text(x.PayeeName))
            )
        );
        lines.Add(Data(own, ContraDebit, own, total, holder, "CONTRA", holder));
        lines.AddRange(lines[1..3].Select(x => "EOF" + x[3..]));
        lines.Add(Label($"UTL1{total:D13}{total:D13}{1:D7}{order.Payments.Count:D7}"));
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(x => x + "\r\n")));
    }

    private static IEnumerable<string> Header(PaymentOrder order, string user, LocalDate processing)
    {
        var serial = Serial(order.MessageId);
        var created = order.CreatedAt.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date;
        var expires = processing.PlusDays(DaysToExpiry);
        yield return Label($"VOL1{serial}{"", 31}{user}{"", 32}1");
        yield return Label($"HDR1A{user}S   {user}{serial}00010001{"", 6}{Day(created)}{Day(expires)} 000000");
        yield return Label($"HDR2F0200000100{"", 35}00");
        yield return Label($"UHL1{Day(processing)}999999    000000001 DAILY  001");
    }

    private static string Data(
        BankAccount.Uk to,
        string code,
        BankAccount.Uk from,
        long pence,
        string originator,
        string reference,
        string payee
    )
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{to.SortCode}{to.AccountNumber}0{code}{from.SortCode}{from.AccountNumber}    {pence:D11}"
        );
        return (line + originator.PadRight(NameLength) + reference.PadRight(NameLength) + payee).PadRight(DataLength);
    }

    private static string Label(FormattableString label) =>
        label.ToString(CultureInfo.InvariantCulture).PadRight(LabelLength);

    // Two digits of the year and the day of the year, behind a blank.
    private static string Day(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $" {date.Year % 100:D2}{date.DayOfYear:D3}");

    // Six letters and digits of the message id: the same order keeps its serial.
    private static string Serial(string messageId)
    {
        var usable = string.Concat(messageId.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return usable.Length > 6 ? usable[^6..] : usable.PadLeft(6, '0');
    }

    private static string Text(string text)
    {
        var latin = LatinText.Of(text, int.MaxValue).ToUpperInvariant().Replace('+', '&');
        var allowed = string.Concat(latin.Select(c => char.IsAsciiLetterOrDigit(c) || ".&/- ".Contains(c) ? c : ' '));
        return allowed.Length > NameLength ? allowed[..NameLength] : allowed;
    }
}
