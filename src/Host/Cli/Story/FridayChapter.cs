using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>
/// From everything earned so far to the bank: one withdrawal whose platform-sold part the platform invoices itself, a
/// second whose invoice the provider sends, and the Friday on which two people pay both.
/// </summary>
internal sealed class FridayChapter(DemoStage stage, DemoCast cast)
{
    private const string OwnNumber = "SLEEP-2026-07";
    private const long InvoicedMinor = 1_000;
    private readonly DemoProvider provider = cast.Thorunn;
    private readonly List<string> withdrawals = [];
    private LocalDate payDay;
    private string batchId = "";
    private string messageId = "";
    private long available;

    public DemoChapter Chapter =>
        new(
            "Friday: what was earned is paid out by two people",
            [
                new("The provider says where to be paid, and agrees to self-billing", Prepare),
                new("The earnings mature, each by its channel's delay", Mature),
                new("The provider withdraws; the platform writes the invoice", WithdrawSelfBilled),
                new("A second withdrawal: the provider's own invoice is checked", WithdrawInvoiced),
                new("Stripe pays out what cards brought; finance sees the cash", Collect),
                new("The clock moves to the Friday; finance looks and gathers", Gather),
                new("Who prepared cannot approve; a second person does", Approve),
                new("The bank's file is made once, and sent", SendToBank),
                new("The bank answers: both are paid", Paid),
                new("The provider has its documents", Documents),
            ]
        );

    private string Friday => $"/wallet/payouts/friday?date={LocalDatePattern.Iso.Format(payDay)}";

    private async Task<string> Prepare()
    {
        var details = await provider.Api.Put(
            "/wallet/bank-details",
            new
            {
                holderName = provider.Name,
                kind = "uk",
                currency = "GBP",
                sortCode = "08-99-99",
                accountNumber = "6637 4958",
            }
        );
        var terms = (await provider.Api.Get("/receipts/self-billing/agreement")).Text("termsVersion");
        var promises = new
        {
            termsVersion = terms,
            willNotInvoice = true,
            willAcceptEach = true,
            willTellOfChanges = true,
        };
        var agreed = await provider.Api.Post("/receipts/self-billing/agreement", promises);
        return $"{details.Text("maskedAccount")}, self-billing until {agreed.Text("until")}";
    }

    private async Task<string> Mature()
    {
        var earnings = await provider.Earnings();
        await stage.Advance(earnings.Max(x => x.Time("availableAt")) + Duration.FromSeconds(1));
        var summary = await provider.Api.Get("/wallet/earnings/summary");
        available = summary.Items("currencies")[0].Minor("available");
        var all = earnings.Sum(x => x.Minor("providerShare"));
        DemoFailure.Unless(available == all, $"{all} minor units were earned and {available} are available.");
        return $"{Pounds(available)} of {earnings.Count} sessions available";
    }

    private async Task<string> WithdrawSelfBilled()
    {
        var amount = available - InvoicedMinor;
        var toInvoice = await PlatformSold(amount);
        var withdrawal = await Withdraw(amount);
        var invoiced = withdrawal.Minor("invoiceAmount");
        DemoFailure.Unless(withdrawal.Text("state") == "scheduled", $"It is {withdrawal.Text("state")}.");
        DemoFailure.Unless(invoiced == toInvoice, $"{toInvoice} needs an invoice, and {invoiced} was invoiced.");
        payDay = LocalDatePattern.Iso.Parse(withdrawal.Text("payoutDate")).Value;
        return $"{Pounds(amount)}, {Pounds(invoiced)} of it invoiced, paid on {withdrawal.Text("payoutDate")}";
    }

    private async Task<string> WithdrawInvoiced()
    {
        await provider.Api.Delete("/receipts/self-billing/agreement");
        var withdrawal = await Withdraw(InvoicedMinor);
        var state = withdrawal.Text("state");
        DemoFailure.Unless(state == "awaitingInvoice", $"Without the agreement it should wait and is {state}.");
        var path = $"/wallet/withdrawals/{withdrawals[1]}/invoices";
        var refused = await provider.Api.Refused(path, Invoice(InvoicedMinor + 1));
        DemoFailure.Unless(refused == "wallet.invoice-amount-differs", $"A wrong amount was answered {refused}.");
        var invoice = await provider.Api.Upload(path, Invoice(InvoicedMinor));
        await (await cast.Staff(Roles.Finance)).Post($"/wallet/admin/invoices/{invoice.Text("id")}/accept", null);
        var scheduled = await Withdrawal(withdrawals[1]);
        DemoFailure.Unless(scheduled.Text("state") == "scheduled", "An accepted invoice should schedule it.");
        return $"a wrong amount refused, {OwnNumber} accepted, paid on {scheduled.Text("payoutDate")}";
    }

    private async Task<string> Collect()
    {
        await stage.StripePaysOut();
        var friday = await (await cast.Staff(Roles.Finance)).Get(Friday);
        var atBank = friday.Items("currencies")[0].Minor("atBank");
        DemoFailure.Unless(atBank > 0, "What Stripe paid out should be at the bank.");
        return $"{Pounds(atBank)} at the bank, Stripe's fees booked";
    }

    private async Task<string> Gather()
    {
        var finance = await cast.Staff(Roles.Finance);
        await stage.Advance(payDay.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant());
        var friday = await finance.Get(Friday);
        var due = friday.Items("currencies")[0];
        DemoFailure.Unless(due.Items("withdrawals").Count == 2, "Two withdrawals should be due.");
        var account = due.GetProperty("payingAccounts")[0].GetString();
        var body = new { date = LocalDatePattern.Iso.Format(payDay), payingAccount = account };
        var batch = await finance.Post("/wallet/payout-batches", body);
        (batchId, messageId) = (batch.Text("id"), batch.Text("messageId"));
        await finance.Post($"/wallet/payout-batches/{batchId}/review", null);
        DemoFailure.Unless(batch.Minor("total") == available, "All that was earned should be in the batch.");
        return $"{Pounds(batch.Minor("total"))} in {batch.Number("payouts")} payouts";
    }

    private async Task<string> Approve()
    {
        var (finance, approver) = (await cast.Staff(Roles.Finance), await cast.Staff(Roles.PayoutApprover));
        var path = $"/wallet/payout-batches/{batchId}/approve";
        var refused = await finance.Refused(path, new { code = await CodeOf(Roles.Finance) });
        var approved = await approver.Post(path, new { code = await CodeOf(Roles.PayoutApprover) });
        return $"the preparer got {refused}; {approved.Text("state")} by another";
    }

    private async Task<string> SendToBank()
    {
        var finance = await cast.Staff(Roles.Finance);
        var path = $"/wallet/payout-batches/{batchId}";
        var stored = await finance.Post($"{path}/file", new { });
        var file = await finance.Download($"/api/v1{path}/file");
        var again = await finance.Download($"/api/v1{path}/file");
        DemoFailure.Unless(file.SequenceEqual(again), "The same batch should give the same bytes.");
        stage.Folder.Write("payouts.pain001.xml", file);
        await finance.Post($"{path}/sent", null);
        await stage.Drain();
        return $"pain.001.001.09, {file.Length} bytes, SHA-256 {stored.Text("sha256")[..12]}…";
    }

    private async Task<string> Paid()
    {
        var finance = await cast.Staff(Roles.Finance);
        var answer = DemoPaper.BankAnswer(messageId, payDay, withdrawals);
        var imported = await finance.Upload("/wallet/bank-answers", answer);
        DemoFailure.Unless(imported.Number("applied") == 2, "Both payments should be answered for.");
        await stage.Drain();
        foreach (var id in withdrawals)
        {
            var state = (await Withdrawal(id)).Text("state");
            DemoFailure.Unless(state == "paid", $"A withdrawal should be paid and is {state}.");
        }

        stage.Folder.Write("statement.json", (await provider.Api.Get("/wallet/earnings?limit=100")).GetRawText());
        return "paid, and the provider was told";
    }

    private async Task<string> Documents()
    {
        var documents = (await provider.Api.Get("/receipts/documents?limit=100")).Items();
        foreach (var kind in (string[])["commissionInvoice", "selfBilledInvoice", "remittanceAdvice"])
        {
            var document = documents.Find(x => x.Text("kind") == kind);
            DemoFailure.Unless(document.ValueKind == JsonValueKind.Object, $"There should be a {kind}.");
            var pdf = await provider.Api.Document(document.Text("id"));
            stage.Folder.Write($"{JsonNamingPolicy.KebabCaseLower.ConvertName(kind)}.pdf", pdf);
        }

        return string.Join(", ", documents.Select(x => x.Text("number")));
    }

    /// <summary>How much of the oldest earnings that make up the amount the platform sold itself.</summary>
    private async Task<long> PlatformSold(long amount)
    {
        var sold = 0L;
        foreach (var earning in Enumerable.Reverse(await provider.Earnings()))
        {
            var taken = Math.Min(amount, earning.Minor("available"));
            amount -= taken;
            sold += earning.GetProperty("platformSupplied").GetBoolean() ? taken : 0;
        }

        return sold;
    }

    private async Task<JsonElement> Withdraw(long minor)
    {
        var id = (await provider.Api.Post("/wallet/withdrawals", new { amount = Money.Gbp(minor) })).Text("id");
        withdrawals.Add(id);
        await stage.Drain();
        return await Withdrawal(id);
    }

    private async Task<JsonElement> Withdrawal(string id) =>
        (await provider.Api.Get($"/wallet/withdrawals/{id}")).GetProperty("withdrawal");

    private Task<string> CodeOf(string role) => stage.Code(DemoCast.MailOf(role));

    private DemoFile Invoice(long minor) => DemoPaper.Invoice(OwnNumber, stage.Now.InUtc().Date, minor);
}
