using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Agreements;

internal sealed class EndSelfBillingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "/receipts/self-billing/agreement",
                async (ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new EndSelfBilling(), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("EndSelfBilling")
            .WithSummary("End your self-billing agreement")
            .WithDescription("From now on you send your own invoices; those issued so far stand.")
            .WithTags("Receipts")
            .AnswersNothing(403, 404);
}

[Needs(ReceiptsModule.Agree)]
internal sealed record EndSelfBilling : ICommand<Done>;

internal sealed class EndSelfBillingHandler(ReceiptsDbContext db, IWork work, IClock clock)
    : ICommandHandler<EndSelfBilling, Done>
{
    public async Task<Result<Done>> Handle(EndSelfBilling command, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var ended = await db
            .Agreements.Where(x => x.ProviderId == id && x.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, AgreementEnd.Withdrawn),
                ct
            );
        return ended == 1 ? Done.Value : SelfBillingErrors.NoAgreement;
    }
}
