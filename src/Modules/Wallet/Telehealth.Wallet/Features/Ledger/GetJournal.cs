using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

internal sealed class GetJournalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/journals/{id:guid}",
                async (Guid id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetJournal(new JournalId(id)), ct)).ToHttp()
            )
            .WithName("GetJournal")
            .WithSummary("Shows one transaction of the ledger, line by line")
            .WithTags("Ledger")
            .Answers<JournalAnswer>(StatusCodes.Status200OK, 403, 404);
}

[Needs("wallet.ledger.read")]
internal sealed record GetJournal(JournalId Id) : IQuery<JournalAnswer>;

internal sealed class GetJournalHandler(WalletDbContext db) : IQueryHandler<GetJournal, JournalAnswer>
{
    public async Task<Result<JournalAnswer>> Handle(GetJournal query, CancellationToken ct)
    {
        var journal = await db
            .Journals.AsNoTracking()
            .Include(x => x.Postings)
            .FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        return journal is null ? JournalErrors.NotFound : JournalAnswer.Of(journal);
    }
}
