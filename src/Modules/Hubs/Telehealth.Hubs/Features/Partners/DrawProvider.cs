using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// Decides once who may take a visit and in which order they are asked (HUB-10), and writes it down before anybody is
/// booked: a retry, and an auditor, find the same draw. Again with the same id answers the first one.
/// </summary>
[InternalRequest]
internal sealed record DrawProvider(
    BookingRequestId Id,
    ProgrammeId ProgrammeId,
    PersonId InsuredId,
    string Mode,
    Instant StartsAt,
    ProviderId? Named,
    string? Language
) : ICommand<DrawnOrder>;

/// <summary>Who is asked, first to last.</summary>
internal sealed record DrawnOrder(IReadOnlyList<ProviderId> Providers, bool ByChance);

internal sealed class DrawProviderHandler(
    HubsDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    ProgrammeKeys keys,
    VisitTime time
) : ICommandHandler<DrawProvider, DrawnOrder>
{
    private const int MostCards = 200;

    public async Task<Result<DrawnOrder>> Handle(DrawProvider command, CancellationToken ct)
    {
        var drawn = await db.PartnerVisits.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (drawn is not null)
        {
            return drawn.State == VisitState.Failed ? PartnerErrors.GivenUp : Draws.OrderOf(drawn);
        }

        var programme = await db.Programmes.AsNoTracking().FirstAsync(x => x.Id == command.ProgrammeId, ct);
        var insured = await db.Insured.AsNoTracking().FirstAsync(x => x.Id == command.InsuredId, ct);
        var now = clock.GetCurrentInstant();
        var earliest = now + Duration.FromMinutes(Programme.LeadMinutes);
        if (command.StartsAt < earliest)
        {
            return PartnerErrors.TooSoon(earliest);
        }

        if (await time.Taken(command.InsuredId, command.StartsAt, now, ct) is { } taken)
        {
            return taken;
        }

        var candidates = command.Named is { } named
            ? await OnlyThe(named, command, ct)
            : await Free(programme, command, command.Language ?? insured.Language, ct);
        if (candidates.Error is { } nobody)
        {
            return nobody;
        }

        var seed = command.Named is null ? BlindIndex.Seed(keys.Open(programme), command.Id) : null;
        var visit = new PartnerVisit(command.Id, programme.Id, insured.Id, command.Mode, command.StartsAt, now).Among(
            seed,
            JsonSerializer.Serialize(candidates.Value, ApiJson.Options)
        );
        await work.Begin(ct);
        if (await time.Claim(visit, now, ct) is { } overlapping)
        {
            return overlapping;
        }

        db.PartnerVisits.Add(visit);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("Drawn at the same time; look again.", e);
        }

        return Draws.OrderOf(visit);
    }

    private async Task<Result<IReadOnlyList<DrawCandidate>>> OnlyThe(
        ProviderId named,
        DrawProvider command,
        CancellationToken ct
    )
    {
        var before = await db.PartnerVisits.AnyAsync(
            x =>
                x.PersonId == command.InsuredId
                && x.ProgrammeId == command.ProgrammeId
                && (x.State == VisitState.Booked || x.State == VisitState.Completed || x.State == VisitState.NoShow),
            ct
        );
        if (!before)
        {
            return PartnerErrors.FirstIsDrawn;
        }

        var member = await Active(command.ProgrammeId).FirstOrDefaultAsync(x => x.ProviderId == named, ct);
        return member is null
            ? PartnerErrors.NotInProgramme
            : new List<DrawCandidate> { new(named, member.Assigned, Weight: 1) };
    }

    private async Task<Result<IReadOnlyList<DrawCandidate>>> Free(
        Programme programme,
        DrawProvider command,
        string language,
        CancellationToken ct
    )
    {
        var members = await Active(programme.Id).ToDictionaryAsync(x => x.ProviderId, x => x.Assigned, ct);
        var ask = new FindFree([.. members.Keys], programme.Channel, programme.Shape(command.Mode), command.StartsAt);
        var free = await sender.Send(ask, ct);
        if (free.Error is { } refused)
        {
            return refused;
        }

        // The least busy first, should there be more than can be looked at: they are the likeliest to be drawn.
        var asked = free.Value.OrderBy(x => members[x]).Take(MostCards).ToList();
        var cards = await sender.Send(new ListProviderCards(asked), ct);
        if (cards.Error is { } unread)
        {
            return unread;
        }

        var spoken = ProgrammeRules.Spoken(language);
        var eligible = cards
            .Value.Where(x => x.Modes.Contains(command.Mode))
            .Where(x => x.Languages.Any(y => ProgrammeRules.Spoken(y) == spoken))
            .Select(x => (x.ProviderId, members[x.ProviderId]))
            .ToList();
        return eligible.Count == 0 ? PartnerErrors.NobodyFree : AssignmentDraw.Weigh(eligible).ToList();
    }

    private IQueryable<ProgrammeProvider> Active(ProgrammeId programme) =>
        db
            .ProgrammeProviders.AsNoTracking()
            .Where(x => x.ProgrammeId == programme && x.State == ProgrammeProviderState.Active);
}

/// <summary>Reads a draw back.</summary>
internal static class Draws
{
    public static IReadOnlyList<DrawCandidate> CandidatesOf(PartnerVisit visit) =>
        JsonSerializer.Deserialize<List<DrawCandidate>>(visit.Candidates, ApiJson.Options)!;

    public static DrawnOrder OrderOf(PartnerVisit visit)
    {
        var candidates = CandidatesOf(visit);
        return visit.Seed is { } seed
            ? new DrawnOrder(AssignmentDraw.Order(seed, candidates), ByChance: true)
            : new DrawnOrder([.. candidates.Select(x => x.ProviderId)], ByChance: false);
    }
}
