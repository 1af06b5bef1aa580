using System.Net;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>The host as a whole: it starts, answers and knows what it does not know.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task It_is_alive_ready_and_answers_an_unknown_route_as_a_problem()
    {
        await using var app = await TelehealthApp.Start();
        (await app.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var unknown = await app.Http.GetAsync("/api/v1/nothing-here");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknown.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
