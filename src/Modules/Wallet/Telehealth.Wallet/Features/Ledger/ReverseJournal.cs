using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

internal sealed class ReverseJournalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/journals/{id:guid}/reversal",
                async (Guid id, ReversalBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(new ReverseJournal(new JournalId(id), body.Reason), ct, http.IdempotencyKey())
                    ).ToHttp(x => Results.Json(x, statusCode: StatusCodes.Status201Created))
            )
            .WithName("ReverseJournal")
            .WithSummary("Corrects a journal by its mirror image, once")
            .WithTags("Ledger")
            .Answers<ReversalAnswer>(StatusCodes.Status201Created, 403, 404, 422)
            .Idempotent();
}

/// <summary>Why a journal is reversed.</summary>
/// <param name="Reason">For the auditor; at most 200 characters, nothing about a person.</param>
public sealed record ReversalBody(string Reason);

/// <summary>A reversal.</summary>
/// <param name="JournalId">The mirroring journal.</param>
/// <param name="ReversesId">The original.</param>
public sealed record ReversalAnswer(JournalId JournalId, JournalId ReversesId);

[Needs("wallet.journals.reverse")]
internal sealed record ReverseJournal(JournalId Id, string Reason) : ICommand<ReversalAnswer>, IRequireIdempotencyKey;

internal sealed class ReverseJournalValidator : AbstractValidator<ReverseJournal>
{
    public ReverseJournalValidator() =>
        RuleFor(x => x.Reason)
            .NotEmpty()
            .MaximumLength(200)
            .Must(x => x?.Any(char.IsControl) != true)
            .WithMessage("Please say why in one line of at most 200 letters.");
}

internal sealed class ReverseJournalHandler(WalletDbContext db, LedgerBook ledger, IWork work, IClock clock)
    : ICommandHandler<ReverseJournal, ReversalAnswer>
{
    public async Task<Result<ReversalAnswer>> Handle(ReverseJournal command, CancellationToken ct)
    {
        var original = await db
            .Journals.AsNoTracking()
            .Include(x => x.Postings)
            .FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (original is null)
        {
            return JournalErrors.NotFound;
        }

        var reversal = original.Reverse(clock.GetCurrentInstant(), command.Reason);
        if (reversal.Error is { } refused)
        {
            return refused;
        }

        if (await db.Journals.AnyAsync(x => x.ReversesId == command.Id, ct))
        {
            return JournalErrors.AlreadyReversed;
        }

        await work.Begin(ct);
        if (!await ledger.Post(reversal.Value, ct))
        {
            return JournalErrors.BelowFloor;
        }

        // Two at once: the unique index lets one in, the other runs again and reads it.
        await work.FlushOrRunAgain(ct);
        return new ReversalAnswer(reversal.Value.Id, command.Id);
    }
}
