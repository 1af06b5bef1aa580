using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Finding a provider by a name as one can type it.</summary>
public abstract class NameSearchSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    public async Task A_name_is_found_by_plain_letters_any_apostrophe_and_a_space_for_a_hyphen()
    {
        var thordis = (await ListedProvider(profile: x => x with { DisplayName = "Þórdís Ægisdóttir" })).Id;
        var darcy = (await ListedProvider(profile: x => x with { DisplayName = "Siobhán D’Arcy" })).Id;
        var brien = (await ListedProvider(profile: x => x with { DisplayName = "Conor O'Brien" })).Id;
        var maria = (await ListedProvider(profile: x => x with { DisplayName = "Anna-Maria Łącka" })).Id;
        var gross = (await ListedProvider(profile: x => x with { DisplayName = "Đorđe Groß" })).Id;
        var wang = (await ListedProvider(profile: x => x with { DisplayName = "王 秀英" })).Id;
        var wanted = new (string Typed, ProviderId Id)[]
        {
            ("thordis", thordis),
            ("ÞÓRDÍS", thordis),
            ("aegis", thordis),
            ("d'arcy", darcy),
            ("dʼarcy", darcy),
            ("darcy", darcy),
            ("o’brien", brien),
            ("OBrien", brien),
            ("anna maria lacka", maria),
            ("anna‑maria", maria),
            ("  anna –  maria ", maria),
            ("dorde gross", gross),
            ("GROSS", gross),
            ("秀英", wang),
        };
        foreach (var (typed, id) in wanted)
        {
            (await Found(typed)).ShouldBe([id], typed);
        }

        foreach (var nobody in (string[])["-", "'’", "%", "_", "a%a", "thordisx"])
        {
            (await Found(nobody)).ShouldBeEmpty(nobody);
        }
    }

    [EngineFact]
    public async Task A_name_folded_by_an_older_table_is_folded_again()
    {
        var id = (await ListedProvider(profile: x => x with { DisplayName = "Þórdís Ægisdóttir" })).Id;
        await App.Behind<MarketplaceDbContext>(db =>
            db.Providers.Where(x => x.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.SearchName, "þordis ægisdottir"))
        );

        (await Found("thordis")).ShouldBeEmpty();
        await using var next = await App.Again();
        await next.Drain();
        (await Found("thordis")).ShouldBe([id]);
    }

    private async Task<List<ProviderId>> Found(string typed)
    {
        var answer = await Read<SearchAnswer>(App.Http, $"marketplace/providers?q={Uri.EscapeDataString(typed)}");
        return [.. answer.Items.Select(x => x.Id)];
    }
}

public sealed class SqliteNameSearch() : NameSearchSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresNameSearch() : NameSearchSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerNameSearch() : NameSearchSuite(Engine.SqlServer);
