using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli.Story;
using Telehealth.Sessions.Contracts;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>A provider with earnings, and what a provider does with them.</summary>
public abstract class EarningsSuite(Engine engine, params (string Key, string Value)[] settings)
    : WalletSuite(engine, settings)
{
    private (TestPerson Person, HttpClient Http)? client;

    internal PayoutCalendar Calendar => App.Services.GetRequiredService<PayoutCalendar>();

    protected LocalDate Today => Calendar.DayOf(App.Now);

    /// <summary>The day a withdrawal is paid whose invoice, or request, is received today.</summary>
    protected LocalDate FridayAfter => Calendar.PayoutDate(Today);

    protected async Task<Player> NewProvider(string name = "Zoë Wiśniewska")
    {
        var person = await App.SignUpProvider(name);
        var provider = new Player(person, await App.Client(person));
        await TelehealthApp.WriteProfile(provider.Api, name);
        return provider;
    }

    protected static Task Agree(Player provider) => TelehealthApp.AgreeToSelfBilling(provider.Api);

    /// <summary>
    /// A session of 60.00 GBP held some days ago: 48.00 for the provider under agency, 45.00 when the platform
    /// sold it. Matured at once.
    /// </summary>
    protected async Task Earn(Player provider, bool platformSupplied = false, int daysAgo = 4, bool mature = true)
    {
        client ??= await NewClient(150_000);
        var id = new CoverId(Ids.New());
        await App.Send(new ReserveCover(id, client.Value.Person.Id, Money.Gbp(6_000), 60));
        await App.Send(new ConfirmCover(id, 1, Money.Gbp(6_000)));
        var end = App.Now - Duration.FromDays(daysAgo);
        await Deliver(
            "wallet.post-cover-on-session-completed",
            new SessionCompletedV1(
                new(Ids.New()),
                new(Ids.New()),
                "AB12-CD34",
                ProviderId.Of(provider.Person.Id),
                client.Value.Person.Id,
                id,
                "Talking therapy, 50 minutes",
                end - Duration.FromMinutes(50),
                end,
                Money.Gbp(6_000),
                platformSupplied ? "marketplace.programme" : "marketplace.private",
                1
            )
        );
        if (mature)
        {
            await Mature();
        }
    }

    protected async Task Mature()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IDueWork>().Single(x => x.Name == "wallet.mature-earnings");
        await work.RunDue(App.Now, CancellationToken.None);
    }

    protected static Task<HttpResponseMessage> TryWithdraw(Player provider, long pence, string? key = null) =>
        Post(provider.Api, "api/v1/wallet/withdrawals", new WithdrawalBody(Money.Gbp(pence)), key);

    protected static async Task<WithdrawalAnswer> Withdraw(Player provider, long pence) =>
        await Body<WithdrawalAnswer>(await TryWithdraw(provider, pence));

    protected static async Task<T> Body<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    protected static async Task<CurrencyEarnings> Summary(Player provider) =>
        (await Get<EarningsSummary>(provider.Api, "api/v1/wallet/earnings/summary"))!.Currencies.Single();

    protected static async Task<IReadOnlyList<EarningAnswer>> Earnings(Player provider) =>
        (await Get<Page<EarningAnswer>>(provider.Api, "api/v1/wallet/earnings"))!.Items;

    protected static async Task<WithdrawalDetail> Look(Player provider, WithdrawalId id) =>
        (await Get<WithdrawalDetail>(provider.Api, $"api/v1/wallet/withdrawals/{id}"))!;

    /// <summary>Sends an invoice as a browser or a program would.</summary>
    internal async Task<HttpResponseMessage> SendInvoice(
        Player provider,
        WithdrawalId withdrawal,
        long pence,
        string number = "2026/Ł-17",
        LocalDate? date = null,
        byte[]? file = null,
        string currency = "GBP"
    )
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(number, Encoding.UTF8), "number" },
            { new StringContent(LocalDatePattern.Iso.Format(date ?? Today)), "date" },
            { new StringContent($"{pence}"), "amount" },
            { new StringContent(currency), "currency" },
        };
        var pdf = new ByteArrayContent(file ?? Pdf());
        pdf.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(pdf, "file", "hóa đơn 17.pdf");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/wallet/withdrawals/{withdrawal}/invoices")
        {
            Content = form,
        };
        // Asks before it sends: what is too large is refused before a byte of it travels.
        request.Headers.ExpectContinue = true;
        return await provider.Api.SendAsync(request);
    }

    /// <summary>A PDF of one page, of this length when it is longer than the page needs.</summary>
    protected static byte[] Pdf(int length = 0)
    {
        var filler = Math.Max(0, length - DemoPaper.Pdf("").Length);
        var over = DemoPaper.Pdf(new string('x', filler)).Length - length;
        return DemoPaper.Pdf(new string('x', filler == 0 ? 0 : filler - over));
    }

    protected async Task<HttpClient> Finance() => await App.Client(await App.Staff(Roles.Finance));

    /// <summary>Runs one reaction, as the processor would.</summary>
    protected async Task Deliver(string consumer, IIntegrationEvent integrationEvent, bool works = true)
    {
        var row = await Read(async db =>
        {
            var added = new InboxRow
            {
                Consumer = consumer,
                EventId = Ids.New(),
                WireName = WireNames.Of(integrationEvent.GetType()),
                Partition = $"test:{Ids.New()}",
                Version = 1,
                Ordinal = 0,
                Payload = JsonSerializer.Serialize(integrationEvent, integrationEvent.GetType(), ApiJson.Options),
                Actor = "system:test",
                CommittedAtMicros = 0,
            };
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Inbox.Add(added);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return added;
        });
        var outcome = await App
            .Services.GetRequiredService<ReactionRunner>()
            .Run(App.Services.GetRequiredService<WalletModule>(), row, CancellationToken.None);
        outcome.ShouldBe(works ? ReactionOutcome.Done : ReactionOutcome.Failed);
    }

    /// <summary>The events of a kind that wait in the outbox.</summary>
    internal Task<int> Published(string wireName) => Read(db => db.Outbox.CountAsync(x => x.WireName == wireName));
}
