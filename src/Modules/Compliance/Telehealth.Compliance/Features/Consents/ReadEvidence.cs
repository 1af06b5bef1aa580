using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class ReadEvidenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/consents/{id:guid}/evidence",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReadEvidence(id), ct)).ToHttp(x => x.Download(http))
            )
            .WithName("ReadConsentEvidence")
            .WithSummary("The document that proves a consent; every reading is logged")
            .WithTags("Consents")
            .Produces(
                StatusCodes.Status200OK,
                contentType: "application/pdf",
                additionalContentTypes: ["image/png", "image/jpeg"]
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
}

[Needs(ComplianceModule.ManageConsents)]
internal sealed record ReadEvidence(Guid ConsentId) : ICommand<EvidenceContent>;

internal sealed record EvidenceContent(string ContentType, byte[] Content)
{
    public string FileName =>
        ContentType switch
        {
            "application/pdf" => "consent.pdf",
            "image/png" => "consent.png",
            _ => "consent.jpg",
        };

    /// <summary>Saved, never shown in the page, and kept by nobody on the way.</summary>
    public IResult Download(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(Content, ContentType, FileName);
    }
}

internal sealed class ReadEvidenceHandler(ComplianceDbContext db, IWork work, IPersonVault vault, AuditTrail audit)
    : ICommandHandler<ReadEvidence, EvidenceContent>
{
    public async Task<Result<EvidenceContent>> Handle(ReadEvidence command, CancellationToken ct)
    {
        var id = command.ConsentId;
        var consent = await db.Consents.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        var evidence = await db.Evidence.AsNoTracking().FirstOrDefaultAsync(x => x.ConsentId == id, ct);
        if (consent is null || evidence is null)
        {
            return ConsentErrors.NotFound;
        }

        var purpose = ConsentTexts.EvidenceOf(id);
        var content = await vault.OpenBytes(consent.ClientId, purpose, evidence.SealedContent, ct);
        await work.Begin(ct);
        await audit.Add("consent.evidence-read", $"consent:{id}", ct);
        return new EvidenceContent(evidence.ContentType, content);
    }
}
