using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>
/// Two bookings of one provider, one it sells itself and one the platform sells, through the public door; inherited per
/// engine.
/// </summary>
public abstract class ProgrammeSuite(Engine engine)
{
    [EngineFact]
    [Rule("SES-02", Part = "label")]
    [Rule("WAL-04", Part = "platform-supplied")]
    [Rule("WAL-18", Part = "date-by-channel")]
    [Rule("RCP-01", Part = "supply-model")]
    public async Task Each_channel_posts_its_own_way_and_frees_the_earning_on_its_own_date()
    {
        await using var app = await TelehealthApp.Start(engine);
        var own = await app.ListedProvider("Dr Agnieszka Wójcik", register: "BACP");
        var programme = await TelehealthApp.Offering(own, TelehealthApp.Programme);
        var client = await app.FundedClient(20_000, "Nguyễn Thị Ánh");
        var first = await app.Book(client, own, app.Slot());
        var second = await app.Book(client, programme, app.Slot(3));
        (await Labels(client)).ShouldBe(["Private session", "Telehealth programme"]);
        (await Labels(own)).ShouldBe(["Private session", "Telehealth programme"]);
        await app.Hold(client, own, first);
        await app.Hold(client, programme, second);

        // 65.00 each: of its own the provider keeps 80 %, of the programme 75 %; the VAT on the sale is 65.00 / 6.
        var balance = await TelehealthApp.Get(client.Api, "wallet/balance");
        Minor(balance.GetProperty("balances")[0], "available").ShouldBe(7_000);
        var stands = await TrialBalance(app);
        stands[Accounts.PlatformSales].ShouldBe(-(6_500 - 1_083));
        stands[Accounts.ProviderCost].ShouldBe(4_875);
        stands[Accounts.Commission].ShouldBe(-1_083);
        stands[Accounts.VatOutput].ShouldBe(-(217 + 1_083));
        stands[Accounts.ProviderPayablePrefix + "*"].ShouldBe(-(5_200 + 4_875));
        await EarningsAre(app, (false, 5_200, 0), (true, 4_875, 1_083));
        (await DelayOf(app, own, first)).ShouldBe(Duration.FromHours(48));
        (await DelayOf(app, own, second)).ShouldBe(Duration.FromHours(72));
        (await Suppliers(client)).ShouldBe(["Dr Agnieszka Wójcik", "Telehealth"], ignoreOrder: true);
        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("WAL-04", Part = "platform-supplied")]
    public async Task What_a_statutory_professional_holds_is_sold_without_vat()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.ListedProvider(channel: TelehealthApp.Programme);
        var client = await app.FundedClient();
        await app.Hold(client, provider, await app.Book(client, provider, app.Slot()));
        var stands = await TrialBalance(app);
        stands[Accounts.PlatformSales].ShouldBe(-6_500);
        stands.ShouldNotContainKey(Accounts.VatOutput);
        await EarningsAre(app, (true, 4_875, 0));
        await app.ShouldVerify();
    }

    private static async Task<List<string?>> Labels(Player person)
    {
        var sessions = await TelehealthApp.Get(person.Api, "sessions?view=upcoming");
        return [.. Items(sessions).Select(x => x.GetProperty("channelLabel").GetString())];
    }

    private static async Task<List<string?>> Suppliers(Player client)
    {
        var documents = await TelehealthApp.Get(client.Api, "receipts/documents");
        return [.. Items(documents).Select(x => x.GetProperty("supplier").GetString())];
    }

    private static async Task<Dictionary<string, long>> TrialBalance(TelehealthApp app)
    {
        using var finance = await app.Client(await app.Staff(Roles.Finance));
        var answer = await TelehealthApp.Get(finance, "wallet/trial-balance");
        return answer
            .GetProperty("lines")
            .EnumerateArray()
            .ToDictionary(x => x.GetProperty("account").GetString()!, x => Minor(x, "balance"));
    }

    private static async Task EarningsAre(
        TelehealthApp app,
        params (bool PlatformSupplied, long Share, long SaleTax)[] expected
    )
    {
        var lines = await Earnings(app);
        lines.Select(x => (x.PlatformSupplied, x.ShareMinor, x.SaleTaxMinor)).ShouldBe(expected);
    }

    /// <summary>From the session's completion to when its earning may be withdrawn.</summary>
    private static async Task<Duration> DelayOf(TelehealthApp app, Player provider, Booked booked)
    {
        var detail = await TelehealthApp.Get(provider.Api, $"sessions/{booked.SessionId}");
        var completedAt = detail.GetProperty("session").GetProperty("completedAt").GetString()!;
        var line = (await Earnings(app)).Single(x => x.BookingId.ToString() == booked.BookingId);
        return line.AvailableAt - InstantPattern.ExtendedIso.Parse(completedAt).Value;
    }

    private static async Task<List<EarningLine>> Earnings(TelehealthApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        return await db.Earnings.OrderBy(x => x.Sequence).ToListAsync();
    }

    private static IEnumerable<JsonElement> Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private static long Minor(JsonElement line, string amount) =>
        line.GetProperty(amount).GetProperty("amount").GetInt64();
}

public sealed class SqliteProgramme() : ProgrammeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresProgramme() : ProgrammeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerProgramme() : ProgrammeSuite(Engine.SqlServer);
