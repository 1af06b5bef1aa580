using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Guests;

/// <summary>
/// A client without a login opens the link of the mail and tells the date of birth. Each try counts, right or wrong,
/// and the right one uses the link up: who comes later with the same link is not let in.
/// </summary>
[Anonymous]
internal sealed record EnterAsGuest(SessionId Id, string Token, LocalDate DateOfBirth) : ICommand<GuestEntry>
{
    // Without the token and the date, so that no log shows them.
    public override string ToString() => $"{nameof(EnterAsGuest)} {Id}";
}

/// <summary>The pass for this one session, or null when the date was not the right one.</summary>
internal sealed record GuestEntry(string? Pass);

internal sealed class EnterAsGuestValidator : AbstractValidator<EnterAsGuest>
{
    public EnterAsGuestValidator() => RuleFor(x => x.Token).NotEmpty().MaximumLength(100);
}

internal sealed class EnterAsGuestHandler(SessionsDbContext db, IWork work, ISender sender, IClock clock, JoinKeys keys)
    : ICommandHandler<EnterAsGuest, GuestEntry>
{
    public async Task<Result<GuestEntry>> Handle(EnterAsGuest command, CancellationToken ct)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, ct);
        if (
            session is not { IsForGuest: true }
            || !JoinToken.Fits(command.Token, keys.Open(session.SealedJoinKey), session.ClientId, session.GuestLink)
        )
        {
            return SessionErrors.LinkWrong;
        }

        var now = clock.GetCurrentInstant();
        if (session.GuestRefusal(now) is { } refusal)
        {
            return refusal;
        }

        var born = await sender.Send(new GetBirthDate(session.ClientId), ct);
        if (born.Error is { } unknown)
        {
            return unknown;
        }

        var pass = born.Value.Date == command.DateOfBirth ? keys.GuestPass(session.Id) : null;
        Instant? enteredAt = pass is null ? null : now;
        await work.Begin(ct);
        // Counted where it is decided, so that many tries at once are no more than many in a row.
        var counted = await db
            .Sessions.Where(x => x.Id == command.Id && x.GuestEnteredAt == null)
            .Where(x => x.GuestTries < Session.MostGuestTries && x.GuestLink == session.GuestLink)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.GuestTries, x => x.GuestTries + 1)
                        .SetProperty(x => x.GuestEnteredAt, enteredAt),
                ct
            );
        return counted == 1 ? new GuestEntry(pass) : SessionErrors.LinkUsed;
    }
}
