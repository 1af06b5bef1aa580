using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Sessions;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Features.Feed;
using Telehealth.Notifications.Gateways;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Notifications;

/// <summary>What a provider hears of its money on the way to the bank.</summary>
public sealed class PayoutMessageTests() : SessionsSuite(Engine.Sqlite)
{
    private const string Reference = "WD-000123";

    private static readonly WithdrawalId Withdrawal = new(Ids.New());

    [Fact]
    [Rule("WAL-08", Part = "mail")]
    public async Task A_withdrawal_that_needs_the_providers_invoice_says_reference_amount_and_where_to_upload()
    {
        await Publish(Requested(InvoiceMode.SelfBilled));
        await Publish(Requested(InvoiceMode.None));
        (await MailsTo(Provider)).ShouldNotContain(x => x.Subject.Contains(Reference, StringComparison.Ordinal));
        await Publish(Requested(InvoiceMode.Received));
        var mail = await Mail("Please send your invoice for WD-000123");
        mail.Text!.ShouldContain("Amount on the invoice: £80.00");
        mail.Text!.ShouldContain($"/wallet/withdrawals/{Withdrawal}");
        (await Titles()).ShouldContain("Please send your invoice for WD-000123");
    }

    [Fact]
    [Rule("WAL-08", Part = "mail")]
    public async Task Who_must_send_an_invoice_after_all_since_self_billing_ended_is_asked_for_it()
    {
        await Publish(Requested(InvoiceMode.SelfBilled));
        var (whole, invoice) = (Money.Gbp(10_000), Money.Gbp(8_000));
        await Publish(new InvoiceNeededV1(Withdrawal, ProviderId.Of(Provider.Id), Reference, whole, invoice));
        var mail = await Mail("Please send your invoice for WD-000123");
        mail.Text!.ShouldContain("Amount on the invoice: £80.00");
        mail.Text!.ShouldContain($"/wallet/withdrawals/{Withdrawal}");
    }

    [Fact]
    [Rule("WAL-11", Part = "told")]
    public async Task A_payout_is_told_when_it_is_scheduled_paid_or_sent_back_in_plain_words()
    {
        var provider = ProviderId.Of(Provider.Id);
        var amount = Money.Gbp(18_550);
        await Publish(new InvoiceRejectedV1(Withdrawal, provider, Reference, "amount-differs"));
        (await Mail("We cannot accept the invoice")).Text!.ShouldContain("not the amount of the withdrawal");
        await Publish(new PayoutScheduledV1(Withdrawal, provider, Reference, amount, new LocalDate(2026, 12, 4)));
        (await Mail("£185.50 will be paid on Friday 4 December 2026")).Text!.ShouldContain(Reference);
        await Publish(new PayoutPaidV1(Withdrawal, provider, Reference, amount));
        (await Mail("£185.50 is paid")).Text!.ShouldContain(Reference);
        await Publish(new PayoutReturnedV1(Withdrawal, provider, Reference, amount, "AC04"));
        (await Mail("We could not pay WD-000123")).Text!.ShouldContain("The account is closed.");
        await Publish(new PayoutReturnedV1(Withdrawal, provider, "WD-000124", amount, "ZZ99"));
        (await Mail("We could not pay WD-000124")).Text!.ShouldContain("The bank names the reason ZZ99.");
        (await Titles()).Count.ShouldBe(5);
    }

    [Fact]
    [Rule("WAL-12", Part = "told")]
    public async Task Changed_bank_details_are_always_mailed_and_never_in_full()
    {
        var until = new LocalDateTime(2031, 6, 3, 9, 0).InUtc().ToInstant();
        await Publish(new BankDetailsChangedV1(ProviderId.Of(Provider.Id), "··59 ··· 8472", null));
        (await Mail("We now know where to pay you")).Text!.ShouldContain("··59 ··· 8472");
        await Publish(new BankDetailsChangedV1(ProviderId.Of(Provider.Id), "IS·· ··· 0339", until));
        var mail = await Mail("Your bank details were changed");
        mail.Text!.ShouldContain("payouts rest until Tuesday 3 June 2031, 11:00 (Warsaw time)");
        mail.Text!.ShouldContain("/wallet/bank-details");
    }

    [Fact]
    public async Task A_document_for_the_provider_is_named_by_its_kind()
    {
        var issued = new ProviderDocumentIssuedV1(
            new DocumentId(Ids.New()),
            DocumentKind.RemittanceAdvice,
            "RA-2026-1",
            ProviderId.Of(Provider.Id)
        );
        await Publish<ReceiptsDbContext, ProviderDocumentIssuedV1>(issued);
        (await Titles()).ShouldBe(["Remittance advice RA-2026-1"]);
    }

    private WithdrawalRequestedV1 Requested(InvoiceMode mode) =>
        new(Withdrawal, ProviderId.Of(Provider.Id), Reference, Money.Gbp(10_000), Money.Gbp(8_000), mode, [], App.Now);

    private Task Publish<TEvent>(TEvent integrationEvent)
        where TEvent : IIntegrationEvent => Publish<WalletDbContext, TEvent>(integrationEvent);

    private async Task Publish<TContext, TEvent>(TEvent integrationEvent)
        where TContext : ModuleDbContext
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        var id = Ids.New();
        db.Outbox.Add(
            new OutboxRow
            {
                EventId = id,
                WireName = typeof(TEvent).GetCustomAttribute<WireNameAttribute>()!.Name,
                Partition = id.ToString(),
                Version = 1,
                Ordinal = 0,
                Payload = JsonSerializer.Serialize(integrationEvent, ApiJson.Options),
                Actor = "system:test",
                CommittedAtMicros = Micros.Of(App.Now),
            }
        );
        await db.SaveChangesAsync();
        await App.Drain(allowDead: true);
    }

    private async Task<MailAnswer> Mail(string subject) =>
        (await MailsTo(Provider)).Single(x => x.Subject.StartsWith(subject, StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> Titles() =>
        [
            .. (
                await ProviderHttp.GetFromJsonAsync<NotificationPage>("/api/v1/notifications", ApiJson.Options)
            )!.Items.Select(x => x.Title),
        ];
}
