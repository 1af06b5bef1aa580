using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Domain;

namespace Telehealth.QuickConnect.Features;

/// <summary>What the client wrote, sealed in the database.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Notes">In the client's own words, or null.</param>
/// <param name="Share">True when providers may see name and notes before they accept.</param>
internal sealed record PoolWords(string Topic, string? Notes, bool Share);

/// <summary>Who could serve a request.</summary>
internal sealed class PoolMatching(ISender sender, IPersonVault vault, IOptions<QuickConnectOptions> options)
{
    private const int StepSeconds = 300;

    public Task<byte[]> Seal(PersonId client, PoolRequestId id, PoolWords words, CancellationToken ct) =>
        vault.Seal(client, PurposeOf(id), JsonSerializer.Serialize(words, ApiJson.Options), ct);

    public async Task<PoolWords> Open(PoolRequest request, CancellationToken ct)
    {
        var text = await vault.Open(request.ClientId, PurposeOf(request.Id), request.SealedWords!, ct);
        return JsonSerializer.Deserialize<PoolWords>(text, ApiJson.Options)!;
    }

    public static bool Fits(ProviderCard card, PoolRequest request, PoolWords words) =>
        card.Listed
        && card.ProviderId.Person != request.ClientId
        && card.Modes.Contains(request.Mode)
        && (request.Category is null || request.Category == card.Category)
        && card.Languages.Any(x => Primary(x) == Primary(request.Language))
        && (
            words.Topic == QuickConnectOptions.AnyTopic
            || card.Specialties.Contains(words.Topic, StringComparer.OrdinalIgnoreCase)
        );

    public async Task<Result<ProviderCard?>> CardOf(ProviderId provider, CancellationToken ct)
    {
        var cards = await sender.Send(new ListProviderCards([provider]), ct);
        return cards.Map(x => x.Count > 0 ? x[0] : null);
    }

    /// <summary>Who of them is cleared and free from now on for the first block and its buffer (QCP-03).</summary>
    public Task<Result<IReadOnlyList<ProviderId>>> Free(
        IReadOnlyList<ProviderId> among,
        string mode,
        Instant now,
        CancellationToken ct
    ) => sender.Send(Asking(among, mode, now), ct);

    /// <summary>
    /// The same of a provider who holds no offer: what is still held for one that is over is being let go.
    /// </summary>
    public async Task<Result<bool>> IsFree(ProviderId provider, string mode, Instant now, CancellationToken ct)
    {
        var free = await sender.Send(Asking([provider], mode, now) with { PastHolds = true }, ct);
        return free.Map(x => x.Count == 1);
    }

    private FindFree Asking(IReadOnlyList<ProviderId> among, string mode, Instant now) =>
        new(among, QuickConnectOptions.Channel, options.Value.Shape(mode), StepOf(now), OpensTime: true);

    /// <summary>Sets the provider's time aside for an offer: block and buffer (QCP-03).</summary>
    public Task<Result<Done>> SetAside(PoolRequest request, Instant now, CancellationToken ct)
    {
        var kept =
            Duration.FromSeconds(options.Value.OfferSeconds) + Duration.FromMinutes(options.Value.HoldGraceMinutes);
        var hold = new HoldTime(
            PoolRequest.HoldOf(request.Id, request.Offer),
            request.ProviderId!.Value,
            options.Value.Shape(request.Mode),
            request.StartsAt!.Value,
            now + kept
        );
        return sender.Send(hold, ct);
    }

    /// <summary>The five-minute step that runs.</summary>
    public static Instant StepOf(Instant now)
    {
        var seconds = now.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds - (seconds % StepSeconds));
    }

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();

    private static string PurposeOf(PoolRequestId id) => $"quickconnect_requests|words|{id}";
}
