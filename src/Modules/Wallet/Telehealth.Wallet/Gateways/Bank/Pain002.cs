using System.Xml.Linq;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>A bank's status report on an order (pain.002): of the whole, of a part, or of single payments.</summary>
internal static class Pain002
{
    // "Partly": the answer stands at the single payments.
    private const string Partly = "PART";

    public static Result<BankAnswerFile> Read(XElement report, string format)
    {
        var group = report.At("OrgnlGrpInfAndSts")!;
        var message = group.Text("OrgnlMsgId");
        var parts = report.All("OrgnlPmtInfAndSts").ToList();
        var single = parts
            .SelectMany(part => part.All("TxInfAndSts").Select(x => OfPayment(x, part, group, message)))
            .OfType<BankAnswerLine>();
        var whole = parts
            .Select(part => OfMessage(part, "PmtInfSts", message))
            .Append(OfMessage(group, "GrpSts", message))
            .OfType<BankAnswerLine>();
        return new BankAnswerFile(report.Text("GrpHdr/MsgId")!, format, [.. single, .. whole])
        {
            Orders = message is null ? [] : [OrderOf(group, message)],
        };
    }

    // A number too long to be one of ours is another one, too.
    private static AnsweredOrder OrderOf(XElement group, string message) =>
        new(
            message,
            group.Text("OrgnlNbOfTxs") is { } number ? (int.TryParse(number, out var payments) ? payments : -1) : null,
            group.At("OrgnlCtrlSum")?.Number()
        );

    private static BankAnswerLine? OfPayment(XElement payment, XElement part, XElement group, string? message)
    {
        // A payment without a status of its own shares that of its part, or of the whole.
        var (status, where) =
            payment.Text("TxSts") is { } own ? (own, payment)
            : part.Text("PmtInfSts") is { } shared ? (shared, part)
            : (group.Text("GrpSts"), group);
        var id = payment.Text("OrgnlEndToEndId");
        return id is null || status is null
            ? null
            : new(
                id,
                message,
                OutcomeOf(status),
                Reason(payment) ?? Reason(where),
                payment.At("OrgnlTxRef/Amt/InstdAmt").Amount(),
                payment.Text("AcctSvcrRef")
            );
    }

    private static BankAnswerLine? OfMessage(XElement element, string statusName, string? message) =>
        element.Text(statusName) is { } status and not Partly
            ? new(null, message, OutcomeOf(status), Reason(element), null, null)
            : null;

    private static string? Reason(XElement element) =>
        element
            .All("StsRsnInf")
            .Select(x => x.Text("Rsn/Cd") ?? x.Text("Rsn/Prtry"))
            .FirstOrDefault(x => x is not null);

    private static PaymentOutcome OutcomeOf(string status) =>
        status switch
        {
            "RCVD" or "ACTC" or "ACCP" or "ACSP" or "ACFC" or "ACWP" or "PDNG" => PaymentOutcome.Submitted,
            "ACSC" or "ACCC" => PaymentOutcome.Settled,
            "RJCT" => PaymentOutcome.Rejected,
            "CANC" or "BLCK" => PaymentOutcome.Stopped,
            // ACWC, and whatever the bank may add: somebody looks.
            _ => PaymentOutcome.NeedsEyes,
        };
}
