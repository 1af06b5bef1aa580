using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Rooms;

/// <summary>Finds a session for a person: a stranger is told that there is none.</summary>
internal static class RoomActions
{
    public static async Task<Result<Session>> OfParticipant(
        this SessionsDbContext db,
        SessionId id,
        PersonId? person,
        CancellationToken ct
    )
    {
        var session = await db.Sessions.Include(x => x.Stays).SingleOrDefaultAsync(x => x.Id == id, ct);
        return session is not null && person is { } known && session.IsParticipant(known)
            ? session
            : SessionErrors.NotFound;
    }

    public static async Task<Result<Session>> OfProvider(
        this SessionsDbContext db,
        SessionId id,
        PersonId? person,
        CancellationToken ct
    )
    {
        var found = await db.OfParticipant(id, person, ct);
        return found.IsSuccess && !found.Value.IsProvider(person!.Value) ? SessionErrors.ProviderOnly : found;
    }
}
