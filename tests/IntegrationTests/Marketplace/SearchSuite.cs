using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Finding listed providers.</summary>
public abstract class SearchSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    [Rule("MKT-09", Part = "filters")]
    [Rule("MKT-09", Part = "availability")]
    [Rule("MKT-09", Part = "facets")]
    [Rule("MKT-09", Part = "paging")]
    [Rule("MKT-09", Part = "score")]
    public async Task Search_filters_counts_ranks_with_reasons_and_pages_without_gaps()
    {
        var soon = await ListedProvider();
        var later = await ListedProvider(
            service: Consultation(lead: 5 * 24 * 60) with
            {
                Prices = [new("video", Money.Gbp(9_000)), new("phone", Money.Gbp(8_000))],
            },
            profile: x => x with { DisplayName = "Björn Äström", Languages = ["sv"], Gender = "male" }
        );
        var closed = await ListedProvider(
            hours: new([]),
            profile: x => x with { DisplayName = "Cora Closed", Specialties = ["trauma"], Gender = null }
        );

        var all = await Search("");
        all.Items.Select(x => x.Id).ShouldBe([soon.Id, later.Id, closed.Id]);
        all.Items[0].Score.ShouldBe(93);
        all.Items[0].ScoreParts.Sum(x => x.Points).ShouldBe(all.Items[0].Score);
        all.Items[0].NextFreeAt.ShouldNotBeNull();
        all.Items[2].NextFreeAt.ShouldBeNull();
        var languages = all.Facets.Single(x => x.Name == "language").Values;
        languages.Select(x => (x.Value, x.Count)).ShouldBe([("en", 2), ("pl", 2), ("sv", 1)]);

        (await Found("?q=ASTROM")).ShouldBe([later.Id]);
        (await Found("?language=sv")).ShouldBe([later.Id]);
        (await Found("?specialty=trauma")).ShouldBe([closed.Id]);
        (await Found("?mode=phone")).ShouldBe([later.Id]);
        (await Found("?maxPrice=6500")).ShouldBe([soon.Id, closed.Id]);
        (await Found("?maxPrice=6500&currency=EUR")).ShouldBeEmpty();
        (await Found("?gender=female")).ShouldBe([soon.Id]);
        (await Found("?category=coaching")).ShouldBeEmpty();
        (await Found("?availableWithin=24")).ShouldBe([soon.Id]);
        (await Found("?availableWithin=144")).ShouldBe([soon.Id, later.Id]);

        var paged = new List<ProviderId>();
        string? next = null;
        do
        {
            var page = await Search($"?limit=1{(next is null ? "" : $"&after={next}")}");
            paged.Add(page.Items.Single().Id);
            next = page.Next;
        } while (next is not null);
        paged.ShouldBe([soon.Id, later.Id, closed.Id]);
    }

    [EngineFact]
    public async Task What_is_booked_is_no_longer_next_free()
    {
        var practice = await ListedProvider("Etc/UTC", Consultation(minutes: 60), AllWeek("12:00", "13:00"));
        var first = (await Search("")).Items.Single().NextFreeAt!.Value;
        var request = await Ask(await NewClient(), practice, first);
        await Accept(practice, request.Id, first);
        var next = (await Search("")).Items.Single().NextFreeAt!.Value;
        next.ShouldBe(first + NodaTime.Duration.FromDays(1));
    }

    [EngineTheory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?after=nonsense")]
    [InlineData("?mode=telepathy")]
    [InlineData("?maxPrice=-1")]
    [InlineData("?maxPrice=a")]
    [InlineData("?currency=DOGE")]
    [InlineData("?availableWithin=100000")]
    [InlineData("?language=%00")]
    public async Task What_cannot_be_searched_is_a_bad_request(string query) =>
        (await App.Http.GetAsync($"{Api}/marketplace/providers{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private Task<SearchAnswer> Search(string query) => Read<SearchAnswer>(App.Http, $"marketplace/providers{query}");

    private async Task<IEnumerable<ProviderId>> Found(string query) => (await Search(query)).Items.Select(x => x.Id);
}

public sealed class SearchOnSqlite() : SearchSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class SearchOnPostgres() : SearchSuite(Engine.Postgres);
