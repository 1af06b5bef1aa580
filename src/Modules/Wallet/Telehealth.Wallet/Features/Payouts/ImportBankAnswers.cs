using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ImportBankAnswersEndpoint : IEndpoint
{
    /// <summary>A year of statements fits; the form around the file needs a little more.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int FormBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/wallet/bank-answers", Import)
            .WithName("ImportBankAnswers")
            .WithSummary("Imports a bank's answer file: pain.002, camt.053 or camt.054, at most 8 MB")
            .WithDescription(
                "Each line moves its payout forward, or is listed: it counts only when the message and the payment it "
                    + "names are both ours. A file imported before changes nothing and says so; one that cannot be "
                    + "read changes nothing either. A long file is stored, and taken in by itself from then on."
            )
            .WithTags("Payouts")
            .Answers<ImportAnswer>(StatusCodes.Status200OK, 403, 409, 413, 415, 422)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + FormBytes))
            .DisableAntiforgery()
            .Idempotent();

    private static async Task<Microsoft.AspNetCore.Http.IResult> Import(
        [FromForm] BankAnswerForm form,
        BankAnswerImport import,
        HttpContext http,
        CancellationToken ct
    )
    {
        if (form.File is { Length: > MostBytes })
        {
            return Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(BankAnswerErrors.TooLarge(MostBytes));
        }

        using var content = new MemoryStream();
        // Without a file there is nothing in it to read, which is what the answer then says.
        await (form.File?.CopyToAsync(content, ct) ?? Task.CompletedTask);
        return (await import.Import(content.ToArray(), http.IdempotencyKey(), ct)).ToHttp();
    }
}

/// <summary>A bank's answer as a form.</summary>
/// <param name="File">The file as the bank gave it, at most 8 MB.</param>
public sealed record BankAnswerForm(IFormFile? File);

/// <summary>The hash stands for the content in the idempotency key's memory.</summary>
[Needs("wallet.bank-answers.import")]
internal sealed record ImportBankAnswers(string Sha256, [property: JsonIgnore] byte[] Content)
    : ICommand<StoredAnswer>,
        IRequireIdempotencyKey;

/// <summary>A file that is stored; its lines are taken in afterwards, step by step.</summary>
internal sealed record StoredAnswer(Guid Id, int Lines, bool AlreadyImported);

internal sealed class ImportBankAnswersValidator : AbstractValidator<ImportBankAnswers>
{
    public ImportBankAnswersValidator() =>
        RuleFor(x => x.Content).NotEmpty().OverridePropertyName("file").WithMessage("The file is empty.");
}

internal sealed class ImportBankAnswersHandler(
    WalletDbContext db,
    IAuditLog audit,
    IPersonVault vault,
    IWork work,
    IClock clock
) : ICommandHandler<ImportBankAnswers, StoredAnswer>
{
    public const string Purpose = "wallet_bank_answers|SealedContent";

    public async Task<Result<StoredAnswer>> Handle(ImportBankAnswers command, CancellationToken ct)
    {
        using var stream = new MemoryStream(command.Content, writable: false);
        var read = await Gateways.Bank.BankAnswers.Read(stream, ImportBankAnswersEndpoint.MostBytes, ct);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        var file = read.Value;
        var known = await db
            .BankAnswers.AsNoTracking()
            .Where(x => x.Sha256 == command.Sha256 || x.FileId == file.Id)
            .OrderByDescending(x => x.Sha256 == command.Sha256)
            .Select(x => new { x.Id, x.Sha256 })
            .FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known.Sha256 == command.Sha256
                ? new StoredAnswer(known.Id, file.Lines.Count, AlreadyImported: true)
                : BankAnswerErrors.SameIdOtherContent;
        }

        // Whoever hands in a file that may move money is on record before it does.
        var line = new AuditLine("bank-answer.imported", $"bank-answer:{command.Sha256}");
        if (await audit.Record(work.StepKey("audit"), ct, line) is { } unwritten)
        {
            return unwritten;
        }

        var id = work.DerivedId("bank-answer");
        // The file is sealed under a key of its own, like a batch.
        var content = await vault.SealBytes(new PersonId(id), Purpose, command.Content, ct);
        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var (by, lines) = (work.Actor.Key, file.Lines.Count);
        db.BankAnswers.Add(new(id, file.Id, file.Format, command.Sha256, lines, content, by, now));
        // The same file at once: the unique indexes let one in, the others run again and find it.
        await work.FlushOrRunAgain(ct);
        return new StoredAnswer(id, lines, AlreadyImported: false);
    }
}
