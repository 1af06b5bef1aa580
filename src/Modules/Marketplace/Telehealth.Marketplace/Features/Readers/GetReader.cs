using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Readers;

/// <summary>What a page needs to know of who reads it, and the names of the providers on it.</summary>
[Anonymous]
internal sealed record GetReader(params IReadOnlyList<ProviderId> Named) : IQuery<Reader>;

/// <summary>Who reads a page.</summary>
/// <param name="TimeZone">The reader's own IANA zone; null when signed out.</param>
/// <param name="Names">As listed; a provider who was never listed has none.</param>
internal sealed record Reader(string? TimeZone, IReadOnlyDictionary<ProviderId, string> Names)
{
    public string NameOf(ProviderId? provider) =>
        provider is { } id && Names.TryGetValue(id, out var name) ? name : "the provider";
}

internal sealed class GetReaderHandler(MarketplaceDbContext db, IWork work, ISender sender)
    : IQueryHandler<GetReader, Reader>
{
    public async Task<Result<Reader>> Handle(GetReader query, CancellationToken ct)
    {
        string? zone = null;
        if (work.Actor.Person is { } person)
        {
            var card = await sender.Send(new GetPerson(person), ct);
            if (card.Error is { } unknown)
            {
                return unknown;
            }

            zone = card.Value.TimeZone;
        }

        var ids = query.Named.Distinct().ToList();
        var names =
            ids.Count == 0
                ? []
                : await db
                    .Providers.AsNoTracking()
                    .Where(x => ids.Contains(x.Id))
                    .ToDictionaryAsync(x => x.Id, x => x.DisplayName, ct);
        return new Reader(zone, names);
    }
}
