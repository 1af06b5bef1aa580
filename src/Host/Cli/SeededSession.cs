using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>A booked session of the demo data, and how it is held or missed.</summary>
internal sealed class SeededSession(SeedStage stage, Actor provider, string booking)
{
    private static readonly Duration Length = Duration.FromMinutes(50);

    private SessionId Id => BookedSession.IdOf(new BookingId(Guid.Parse(booking)));

    /// <summary>Both come, talk for the whole time, and the provider completes.</summary>
    public async Task Hold(Actor client, Instant startsAt, CancellationToken ct)
    {
        if (await IsOver(ct))
        {
            return;
        }

        await stage.Advance(startsAt - Duration.FromMinutes(10), ct);
        await Do("StartSession", provider, null, ct);
        var link = await stage.Send(new GetJoinLink(Id, client.Person!.Value), ct);
        var token = QueryHelpers.ParseQuery(link.Path.Split('?')[1])["token"].ToString();
        await Do("JoinSession", client, new { token }, ct);
        await Do("AdmitClient", provider, null, ct);
        await stage.Advance(startsAt + Length, ct);
        await Do("CompleteSession", provider, new { }, ct);
    }

    /// <summary>Nobody answers the phone: three calls in ten minutes, then a no-show.</summary>
    public async Task Miss(Instant startsAt, CancellationToken ct)
    {
        if (await IsOver(ct))
        {
            return;
        }

        foreach (var seconds in (int[])[5, 150, 300])
        {
            await stage.Advance(startsAt + Duration.FromSeconds(seconds), ct);
            await Do("LogCallAttempt", provider, null, ct);
        }

        await Do("MarkNoShow", provider, null, ct);
    }

    /// <summary>The client rates it, once.</summary>
    public Task Rate(Actor client, int rating, string? comment, CancellationToken ct) =>
        stage.Door.Do(
            "GiveReview",
            client,
            new(new { rating, comment }, $"seed:rate:{booking}", Route: ("id", booking)),
            ct
        );

    private async Task<bool> IsOver(CancellationToken ct)
    {
        var seen = await stage.Door.Do("GetSession", provider, new(Route: ("id", Id.ToString())), ct);
        return seen.Body.GetProperty("session").GetProperty("state").GetString() is "completed" or "missed";
    }

    private Task Do(string operation, Actor actor, object? body, CancellationToken ct) =>
        stage.Door.Do(operation, actor, new(body, Route: ("id", Id.ToString())), ct);
}
