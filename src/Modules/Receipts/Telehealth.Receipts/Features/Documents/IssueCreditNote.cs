using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class IssueCreditNoteEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/documents/{id}/credit-note",
                async (DocumentId id, CreditNoteBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new IssueCreditNote(id, body.Reason), ct, http.IdempotencyKey())).ToHttp(note =>
                        TypedResults.Created($"/api/v1/receipts/documents/{note.Id}", note)
                    )
            )
            .WithName("IssueCreditNote")
            .WithSummary("Correct a receipt or invoice in full")
            .WithDescription(
                "Issued documents are never changed. A credit note names the receipt, commission or self-billed "
                    + "invoice it cancels and has a number in a series of its own; there is at most one of each. It "
                    + "moves no money. A remittance advice is no invoice and cannot be credited."
            )
            .WithTags("Receipts")
            .Answers<CreditNoteAnswer>(201, 404, 409, 422)
            .Idempotent();
}

/// <summary>Why a document is corrected.</summary>
/// <param name="Reason">Printed on the credit note; 3 to 200 characters.</param>
public sealed record CreditNoteBody(string Reason);

/// <summary>The credit note that was issued.</summary>
/// <param name="Id">The credit note.</param>
/// <param name="Number">Its number.</param>
public sealed record CreditNoteAnswer(DocumentId Id, string Number);

[Needs("receipts.credit-notes.issue")]
internal sealed record IssueCreditNote(DocumentId DocumentId, string Reason)
    : ICommand<CreditNoteAnswer>,
        IRequireIdempotencyKey;

internal sealed class IssueCreditNoteValidator : AbstractValidator<IssueCreditNote>
{
    public IssueCreditNoteValidator() =>
        RuleFor(x => x.Reason)
            .Must(x => x?.Trim().Length is >= 3 and <= 200)
            .WithMessage("Say why in 3 to 200 characters; it is printed on the credit note.")
            .Must(x => x is null || DocumentLetters.CanCarry(x))
            .WithMessage("It is printed on the credit note: please write it in Latin letters.");
}

internal sealed class IssueCreditNoteHandler(
    ReceiptsDbContext db,
    IWork work,
    Numbering numbering,
    ReceiptComposer composer,
    ISender sender,
    IClock clock
) : ICommandHandler<IssueCreditNote, CreditNoteAnswer>
{
    public async Task<Result<CreditNoteAnswer>> Handle(IssueCreditNote command, CancellationToken ct)
    {
        var original = await db.Documents.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.DocumentId, ct);
        if (original is null)
        {
            return DocumentErrors.NotFound;
        }

        if (original.Kind is DocumentKind.CreditNote or DocumentKind.RemittanceAdvice)
        {
            return DocumentErrors.NotCreditable;
        }

        // A document from before names were asked for is corrected under the name given since.
        var frozen = original.Frozen;
        if (PrintableTexts.FirstLost(frozen) is not null && original.ClientId is { } client)
        {
            var printed = (await sender.Ask(new GetPerson(client), ct)).PrintedName ?? frozen.Customer.Name;
            frozen = frozen with { Customer = frozen.Customer with { Name = printed } };
        }

        if (PrintableTexts.FirstLost(frozen) is not null)
        {
            return DocumentErrors.NameNeeded;
        }

        await numbering.EnsureSeries(original.IssuerKey, DocumentKind.CreditNote, ct);
        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var number = await numbering.Next(original.IssuerKey, DocumentKind.CreditNote, ct);
        var data = composer.CreditNote(frozen, command.Reason.Trim(), number.Text, now);
        var note = IssuedDocument.CreditNote(number, data, now, original);
        db.Documents.Add(note);
        db.Renderings.Add(DocumentRendering.Of(note.Id));
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // The rollback gives the number back.
            return DocumentErrors.AlreadyCredited;
        }

        return new CreditNoteAnswer(note.Id, note.Number);
    }
}
