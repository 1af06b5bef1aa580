using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>Who comes through the partner's door, and who is shown another one.</summary>
internal sealed class PartnerDoor(HubsDbContext db, IWork work, ISender sender)
{
    /// <summary>The programme the calling system acts for.</summary>
    public async Task<Result<Programme>> Mine(CancellationToken ct)
    {
        if (work.Actor.Kind != ActorKind.Partner)
        {
            return PartnerErrors.PartnersOnly;
        }

        var client = work.Actor.Id;
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(x => x.ClientId == client, ct);
        return programme is null ? PartnerErrors.PartnersOnly : programme;
    }

    /// <summary>A visit of the calling partner; a programme manager sees every one.</summary>
    public async Task<Result<PartnerVisit>> Visit(BookingId id, bool forStaff, CancellationToken ct)
    {
        var visits = db.PartnerVisits.Where(x => x.BookingId == id);
        if (!forStaff || !work.Actor.Has(Roles.ProgrammeManager))
        {
            var mine = await Mine(ct);
            if (mine.Error is { } refused)
            {
                return refused;
            }

            var programme = mine.Value.Id;
            visits = visits.Where(x => x.ProgrammeId == programme);
        }

        var visit = await visits.FirstOrDefaultAsync(ct);
        return visit is null ? PartnerErrors.VisitNotFound : visit;
    }

    /// <summary>
    /// Somebody who is not the partner tries to book (HUB-22): whoever may know of the insured person is shown the
    /// right line, everybody else is told that there is none.
    /// </summary>
    public async Task<Error> ShowLine(PersonId insured, CancellationToken ct)
    {
        var programme = await db
            .Programmes.AsNoTracking()
            .FirstOrDefaultAsync(x => db.Insured.Any(i => i.Id == insured && i.ProgrammeId == x.Id), ct);
        if (programme is null || !await MayKnow(programme.Id, insured, ct))
        {
            return PartnerErrors.InsuredNotFound;
        }

        var line = await LineOf(programme, insured, ct);
        return line.Error ?? PartnerErrors.CallTheLine(programme.Name, line.Value);
    }

    /// <summary>The insurer's line while visits are left, then the partner's private line (HUB-17).</summary>
    public async Task<Result<string>> LineOf(Programme programme, PersonId insured, CancellationToken ct)
    {
        var left = await sender.Send(new GetCredits(FundingKind.Visit, programme.Channel, insured), ct);
        return left.Map(x => x.Available.Units > 0 ? programme.InsurerLine : programme.PrivateLine);
    }

    private async Task<bool> MayKnow(ProgrammeId programme, PersonId insured, CancellationToken ct)
    {
        if (work.Actor.Has(Roles.Concierge) || work.Actor.Has(Roles.Support) || work.Actor.Is(insured))
        {
            return true;
        }

        if (work.Actor.Person is not { } person)
        {
            return false;
        }

        var provider = ProviderId.Of(person);
        return await db.ProgrammeProviders.AnyAsync(
            x => x.ProgrammeId == programme && x.ProviderId == provider && x.State == ProgrammeProviderState.Active,
            ct
        );
    }
}
