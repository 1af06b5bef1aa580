using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Waiting;

internal sealed class ListWaitingDocumentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/waiting-documents",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListWaitingDocuments(after, limit), ct)).ToHttp()
            )
            .WithName("ListWaitingDocuments")
            .WithSummary("Documents that wait for a name in Latin letters, latest first")
            .WithDescription(
                "Documents are printed in Latin letters. One that cannot carry a name waits without a number and is "
                    + "issued by itself once the name is given: a client's in the account details, a provider's in the "
                    + "billing details. A client or provider sees its own, finance all and whose name is needed."
            )
            .WithTags("Receipts")
            .Answers<Page<WaitingDocumentAnswer>>();
}

/// <summary>A document that waits for a name.</summary>
/// <param name="Id">The id it will have.</param>
/// <param name="Kind">What it will be.</param>
/// <param name="State">Always <c>nameNeeded</c>.</param>
/// <param name="Reference">The booking's number, or the withdrawal's reference.</param>
/// <param name="Total">Its total, tax included.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="NeededFrom">Whose name is needed.</param>
/// <param name="OfProvider">True when a provider's billing details are needed, false for a client's name.</param>
/// <param name="Name">For finance, how that person is called; null for all others.</param>
public sealed record WaitingDocumentAnswer(
    DocumentId Id,
    DocumentKind Kind,
    DocumentState State,
    string Reference,
    Money Total,
    Instant Since,
    PersonId NeededFrom,
    bool OfProvider,
    string? Name
);

internal sealed record ListWaitingDocuments(string? After, int? Limit) : IQuery<Page<WaitingDocumentAnswer>>;

internal sealed class ListWaitingDocumentsHandler(
    ReceiptsDbContext db,
    IWork work,
    ISender sender,
    PermissionCatalog permissions
) : IQueryHandler<ListWaitingDocuments, Page<WaitingDocumentAnswer>>
{
    public async Task<Result<Page<WaitingDocumentAnswer>>> Handle(ListWaitingDocuments query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } error)
        {
            return error;
        }

        var all = permissions.Grants(work.Actor, ReceiptsModule.ReadAll);
        var waiting = db.Waiting.AsNoTracking().Where(x => x.IssuedAt == null);
        waiting = all ? waiting : Own(waiting, work.Actor);
        var limit = query.Limit ?? Cursor.UsualItems;
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await waiting
            .Where(x => x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        var names = all ? await Names(rows, ct) : [];
        return Page<WaitingDocumentAnswer>.Of(rows, limit, x => Answer(x, names), x => x.Sequence);
    }

    private static IQueryable<WaitingDocument> Own(IQueryable<WaitingDocument> waiting, Actor actor)
    {
        if (actor.Person is not { } person)
        {
            return waiting.Where(_ => false);
        }

        var provider = ProviderId.Of(person);
        return waiting.Where(x =>
            x.NeededFrom == person || x.ClientId == person || (x.ProviderId == provider && x.ClientId == null)
        );
    }

    private async Task<Dictionary<PersonId, string>> Names(IEnumerable<WaitingDocument> rows, CancellationToken ct)
    {
        var names = new Dictionary<PersonId, string>();
        foreach (var person in rows.Select(x => x.NeededFrom).Distinct())
        {
            var card = await sender.Send(new GetPerson(person), ct);
            names[person] = card.IsSuccess ? card.Value.DisplayName : "";
        }

        return names;
    }

    private static WaitingDocumentAnswer Answer(WaitingDocument x, Dictionary<PersonId, string> names) =>
        new(
            x.Id,
            x.Kind,
            DocumentState.NameNeeded,
            x.Reference,
            x.Total,
            x.Since,
            x.NeededFrom,
            x.OfProvider,
            names.GetValueOrDefault(x.NeededFrom)
        );
}
