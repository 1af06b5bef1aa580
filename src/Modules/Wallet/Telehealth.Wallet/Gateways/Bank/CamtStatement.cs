using System.Xml.Linq;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// What moved on the account: the day's statement (camt.053), whose balances must add up, or single movements
/// (camt.054).
/// </summary>
internal static class CamtStatement
{
    // What a bank writes where the payer gave no id.
    private const string NotProvided = "NOTPROVIDED";

    public static Result<BankAnswerFile> Read(XElement message, string format)
    {
        var statements = message.All("Stmt").ToList();
        if (!statements.TrueForAll(AddsUp))
        {
            return BankFileErrors.Unbalanced;
        }

        var lines = statements
            .Concat(message.All("Ntfctn"))
            .SelectMany(report => report.All("Ntry").SelectMany(entry => OfEntry(entry, report.Text("Id")!)));
        // A batch booked as one speaks of a message; single payments stand first.
        return new BankAnswerFile(
            message.Text("GrpHdr/MsgId")!,
            format,
            [.. lines.OrderBy(x => x.EndToEndId is null && x.MessageId is not null)]
        );
    }

    private static bool AddsUp(XElement statement)
    {
        var opening = Balance(statement, "OPBD") ?? Balance(statement, "PRCD");
        var moved = statement.All("Ntry").Where(x => Status(x) == "BOOK").Sum(x => Signed(x));
        return opening is not null && opening + moved == Balance(statement, "CLBD");
    }

    private static decimal? Balance(XElement statement, string type) =>
        statement.All("Bal").FirstOrDefault(x => x.Text("Tp/CdOrPrtry/Cd") == type) is { } found ? Signed(found) : null;

    private static decimal Signed(XElement element) => element.At("Amt")!.Number() * (IsCredit(element) ? 1 : -1);

    private static bool IsCredit(XElement element) => element.Text("CdtDbtInd") == "CRDT";

    // A word in version 2, a choice with a code in version 8.
    private static string? Status(XElement entry) => entry.Text("Sts/Cd") ?? entry.Text("Sts");

    private static IEnumerable<BankAnswerLine> OfEntry(XElement entry, string statement)
    {
        var status = Status(entry);
        if (status is not ("BOOK" or "PDNG"))
        {
            return [];
        }

        var details = entry.All("NtryDtls").ToList();
        var payments = details.SelectMany(x => x.All("TxDtls").Select(tx => (Tx: tx, Batch: x.At("Btch")))).ToList();
        var pending = status == "PDNG";
        return payments.Count > 0
            ? payments.Select(
                (x, i) => OfPayment(entry, x.Tx, x.Batch, statement, payments.Count > 1 ? i + 1 : null, pending)
            )
            :
            [
                OfWhole(
                    entry,
                    details.Select(x => x.At("Btch")).FirstOrDefault(x => x is not null),
                    statement,
                    pending
                ),
            ];
    }

    private static BankAnswerLine OfPayment(
        XElement entry,
        XElement payment,
        XElement? batch,
        string statement,
        int? place,
        bool pending
    )
    {
        var id = payment.Text("Refs/EndToEndId");
        var amount = (
            payment.At("Amt") ?? payment.At("AmtDtls/TxAmt/Amt") ?? (place is null ? entry.At("Amt") : null)
        ).Amount();
        var credit = payment.At("CdtDbtInd") is null ? IsCredit(entry) : IsCredit(payment);
        var known = id is not (null or NotProvided);
        var own = payment.Text("Refs/AcctSvcrRef");
        return new(
            known ? id : null,
            known ? MessageOf(payment.At("Refs")) ?? MessageOf(batch) : null,
            known && amount is not null ? OutcomeOf(entry, payment, credit, pending) : PaymentOutcome.NeedsEyes,
            payment.Text("RtrInf/Rsn/Cd") ?? payment.Text("RtrInf/Rsn/Prtry"),
            amount,
            own is null ? Reference(entry, statement, place) : $"{statement}/{own}"
        );
    }

    // Our files have one part, called as the message is: banks tell one or the other.
    private static string? MessageOf(XElement? element) => element?.Text("MsgId") ?? element?.Text("PmtInfId");

    private static PaymentOutcome OutcomeOf(XElement entry, XElement payment, bool credit, bool pending)
    {
        var reversal = entry.Text("RvslInd") is "true" or "1";
        // Money that merely comes in is no return, whatever id its payer wrote on it.
        var returned = reversal || payment.At("RtrInf") is not null || IsReturnCode(payment) || IsReturnCode(entry);
        return (credit, returned) switch
        {
            (false, false) => pending ? PaymentOutcome.Submitted : PaymentOutcome.Settled,
            (true, true) when !pending => PaymentOutcome.Returned,
            _ => PaymentOutcome.NeedsEyes,
        };
    }

    // ISO 20022 bank transaction code: a credit transfer of ours that came back, or was reversed.
    private static bool IsReturnCode(XElement element) =>
        element.Text("BkTxCd/Domn/Fmly/SubFmlyCd") is "RRTN" or "RPCR";

    private static BankAnswerLine OfWhole(XElement entry, XElement? batch, string statement, bool pending)
    {
        var message = MessageOf(batch);
        var plain = message is not null && !IsCredit(entry) && entry.Text("RvslInd") is not ("true" or "1");
        var outcome = pending ? PaymentOutcome.Submitted : PaymentOutcome.Settled;
        return new(
            null,
            message,
            plain ? outcome : PaymentOutcome.NeedsEyes,
            null,
            entry.At("Amt").Amount(),
            Reference(entry, statement, place: null)
        );
    }

    private static string? Reference(XElement entry, string statement, int? place)
    {
        var own = entry.Text("AcctSvcrRef") ?? entry.Text("NtryRef");
        return own is null ? null
            : place is { } n ? $"{statement}/{own}/{n}"
            : $"{statement}/{own}";
    }
}
