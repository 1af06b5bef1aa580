using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.ProviderDocuments;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;

namespace Telehealth.UnitTests.Receipts;

/// <summary>What a line says of its session: what became of it, when, and how much of it.</summary>
public sealed partial class ProviderDocumentTests
{
    [Theory]
    [Rule("RCP-03", Part = "outcome-words")]
    [InlineData(PaidOutcome.Held, "held 14 January 2027, 09:30 (London time)")]
    [InlineData(PaidOutcome.CancelledLate, "cancelled late by the client on 14 January 2027, 09:30 (London time)")]
    [InlineData(PaidOutcome.ClientMissed, "missed by the client, booked for 14 January 2027, 09:30 (London time)")]
    public void Every_document_says_what_became_of_the_session(PaidOutcome outcome, string said)
    {
        var supplier = Supplier("GB", null, "BACP");
        var line = Line(4_875, true) with { Outcome = outcome, Whole = Money.Gbp(4_875) };
        var posted = Posted(supplier.ProviderId) with { Outcome = outcome };
        foreach (
            var document in (FrozenDocument[])
                [
                    SelfBilledFor("GB", supplier, [line]),
                    Remittance(supplier, [line]),
                    new CommissionComposer(Letterhead()).Invoice(posted, supplier, 2_000, "TH-F00012", Now),
                    Receipt(posted, supplier, "Europe/London"),
                ]
        )
        {
            var details = document.Lines.Single().Details!;
            details.ShouldContain(said, Case.Insensitive);
            details.ShouldNotContain("part of");
            if (outcome != PaidOutcome.Held)
            {
                details.ShouldNotContain("held", Case.Insensitive);
            }
        }
    }

    [Fact]
    public void A_part_of_an_earning_is_called_a_part_on_invoice_and_remittance()
    {
        var supplier = Supplier("GB", null, "BACP");
        var part = Line(3_001, true) with { Whole = Money.Gbp(5_277) };
        var whole = Line(4_875, true) with { Whole = Money.Gbp(4_875) };
        var billed = SelfBilledFor("GB", supplier, [part, whole]);
        foreach (var document in new[] { billed, Remittance(supplier, [part, whole]) })
        {
            document.Lines[0].Details!.ShouldContain("part of £52.77");
            document.Lines[1].Details!.ShouldNotContain("part of");
        }
    }

    [Theory]
    [InlineData("Atlantic/Reykjavik", "14 January 2027, 09:30 (Reykjavik time)")]
    [InlineData("Asia/Ho_Chi_Minh", "14 January 2027, 16:30 (Ho Chi Minh time)")]
    public void A_receipt_says_the_zone_as_people_do(string zone, string said)
    {
        var supplier = Supplier("IS", null, "BACP");
        Receipt(Posted(supplier.ProviderId), supplier, zone).Lines.Single().Details!.ShouldContain(said);
    }

    private static FrozenDocument Receipt(CoverPostedV1 posted, Supplier supplier, string zone)
    {
        var client = new PersonCard(posted.ClientId, "Ana", "ana@example.org", null, false, "en-GB", zone, "GB");
        var facts = new ReceiptFacts(supplier, client, client, SupplyModel.Agency);
        return new ReceiptComposer(Letterhead()).Receipt(posted, facts, "K7QM2-00001", Now);
    }

    private static FrozenDocument Remittance(Supplier supplier, IReadOnlyList<WithdrawnLine> lines)
    {
        var sum = Money.Gbp(lines.Sum(x => x.Amount.Minor));
        var day = new LocalDate(2027, 1, 29);
        var payout = new PayoutSentV1(
            new WithdrawalId(Ids.New()),
            supplier.ProviderId,
            "W7K2M94",
            sum,
            day,
            "··83 ··· 4321",
            lines
        );
        return new RemittanceComposer(Letterhead()).Advice(payout, supplier, [], "TH-R00001", Now);
    }
}
