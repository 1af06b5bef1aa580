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
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class AcceptInvoiceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/admin/invoices/{id:guid}/accept",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AcceptInvoice(new(id)), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AcceptInvoice")
            .WithSummary("Accepts a provider's invoice: the payout counts from the day it arrived")
            .WithTags("Payouts")
            .Answers<WithdrawalAnswer>(StatusCodes.Status200OK, 403, 404, 409)
            .Idempotent();
}

[Needs("wallet.invoices.decide")]
internal sealed record AcceptInvoice(ReceivedInvoiceId Id) : ICommand<WithdrawalAnswer>, IRequireIdempotencyKey;

internal sealed class AcceptInvoiceHandler(
    WalletDbContext db,
    PayoutScheduling scheduling,
    PayoutCalendar calendar,
    IWork work,
    IClock clock
) : ICommandHandler<AcceptInvoice, WithdrawalAnswer>
{
    public async Task<Result<WithdrawalAnswer>> Handle(AcceptInvoice command, CancellationToken ct)
    {
        await work.Begin(ct);
        var invoice = await db.ReceivedInvoices.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (invoice is null)
        {
            return InvoiceErrors.NotFound;
        }

        // Both carry a version: whoever decides at the same moment, or after, is refused.
        var now = clock.GetCurrentInstant();
        var withdrawal = await db.Withdrawals.FirstAsync(x => x.Id == invoice.WithdrawalId, ct);
        var refused =
            invoice.Accept(work.Actor.Person!.Value, now) ?? scheduling.Schedule(withdrawal, invoice.ReceivedAt);
        return refused is null ? WithdrawalAnswer.Of(withdrawal, calendar, now) : refused;
    }
}
