using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>The numbers that answer day and night are one tap from every page.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class SafetyTests(Workplace workplace)
{
    [ChromiumFact]
    [Rule("QCP-08", Part = "one-tap")]
    public async Task Every_page_leads_to_the_numbers_of_the_persons_country_in_one_tap_signed_out_too()
    {
        var client = await workplace.App.FundedClient();
        await MoveTo(client, "PL");
        var provider = await workplace.App.ListedProvider();
        await using var guest = await workplace.Visit();
        await using var ana = await workplace.Visit(client.Person);
        await using var zofia = await workplace.Visit(provider.Person);
        await using var staff = await workplace.VisitAs(
            Roles.Finance,
            Roles.SafeguardingLead,
            Roles.Support,
            Roles.Operations
        );
        var pages = Pages();
        pages.Count.ShouldBeGreaterThan(30);
        foreach (var visitor in new[] { guest, ana, zofia, staff })
        {
            foreach (var page in pages)
            {
                var answer = await visitor.Page.APIRequest.GetAsync(page);
                var text = await answer.TextAsync();
                if (text.Contains("<html", StringComparison.Ordinal))
                {
                    text.ShouldContain("href=\"/safety\"", customMessage: $"{page} ({answer.Status})");
                }
                else
                {
                    answer.Status.ShouldBeGreaterThanOrEqualTo((int)HttpStatusCode.BadRequest, page);
                }
            }
        }

        await ana.Go("/marketplace/find");
        await ana.Page.Locator(".th-safety a").First.ClickAsync();
        await ana.Sees("116 111");
        (await ana.Page.Locator("a[href^='tel:']").CountAsync()).ShouldBeGreaterThan(2);
        await ana.ShouldBeFit("safety-of-my-country");
    }

    // Every page whose address says it all.
    private List<string> Pages() =>
        [
            .. workplace
                .App.Services.GetServices<EndpointDataSource>()
                .SelectMany(x => x.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(x => x.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Where(x => x.RoutePattern.Parameters.Count == 0)
                .Select(x => "/" + x.RoutePattern.RawText!.TrimStart('/'))
                .Where(x => !x.StartsWith("/identity/sign-out", StringComparison.Ordinal))
                .Distinct()
                .Order(),
        ];

    private static async Task MoveTo(Player player, string country)
    {
        var me = await TelehealthApp.Get(player.Api, "identity/me");
        await TelehealthApp.Put(
            player.Api,
            "identity/me",
            new
            {
                DisplayName = me.GetProperty("displayName").GetString(),
                DateOfBirth = me.GetProperty("dateOfBirth").GetString(),
                Country = country,
                TimeZone = "Europe/Warsaw",
                Language = "pl",
            }
        );
    }
}
