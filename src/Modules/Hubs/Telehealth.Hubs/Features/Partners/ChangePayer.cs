using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class ChangePayerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/hubs/programmes/{programmeId}/payer",
                async (
                    ProgrammeId programmeId,
                    PayerBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (await sender.Send(new ChangePayer(programmeId, body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("ChangePayer")
            .WithSummary("Changes where the partner that pays is in business; visits keep what they were booked under")
            .WithTags("Partners")
            .Answers<PayerAnswer>(StatusCodes.Status200OK, Versions.Problems);
}

/// <summary>Where a programme's payer is in business.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VatNumber">Its VAT registration, or null.</param>
/// <param name="Version">Of the programme, for the next change.</param>
public sealed record PayerAnswer(string Country, string? VatNumber, long Version);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record ChangePayer(ProgrammeId Id, PayerBody Body, long? IfMatch) : ICommand<PayerAnswer>;

internal sealed class ChangePayerValidator : AbstractValidator<ChangePayer>
{
    public ChangePayerValidator() =>
        RuleFor(x => x.Body).SetValidator(new PayerBodyValidator()).OverridePropertyName("");
}

internal sealed class ChangePayerHandler(HubsDbContext db, IWork work) : ICommandHandler<ChangePayer, PayerAnswer>
{
    public async Task<Result<PayerAnswer>> Handle(ChangePayer command, CancellationToken ct)
    {
        await work.Begin(ct);
        var programme = await db.Programmes.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (programme is null)
        {
            return PartnerErrors.ProgrammeNotFound;
        }

        if (Versions.Check(programme, command.IfMatch) is { } stale)
        {
            return stale;
        }

        programme.Place(BusinessPlaces.Of(command.Body.Country, command.Body.VatNumber));
        await work.Flush(ct);
        return new PayerAnswer(programme.PayerCountry, programme.PayerVatNumber, programme.Version);
    }
}
