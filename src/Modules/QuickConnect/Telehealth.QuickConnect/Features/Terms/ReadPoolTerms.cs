using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Domain;

namespace Telehealth.QuickConnect.Features.Terms;

internal sealed class ReadPoolTermsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/quick-connect/terms",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ReadPoolTerms(), ct)).ToHttp()
            )
            .AllowAnonymous()
            .WithName("ReadPoolTerms")
            .WithSummary("The terms that accepting an offer accepts, with their version")
            .WithTags("Quick connect")
            .Answers<PoolTermsAnswer>(StatusCodes.Status200OK);
}

/// <summary>The terms in force.</summary>
/// <param name="Version">What an acceptance names.</param>
/// <param name="Paragraphs">The text, in order.</param>
public sealed record PoolTermsAnswer(string Version, IReadOnlyList<string> Paragraphs);

[Anonymous]
internal sealed record ReadPoolTerms : IQuery<PoolTermsAnswer>;

internal sealed class ReadPoolTermsHandler(TermsText terms) : IQueryHandler<ReadPoolTerms, PoolTermsAnswer>
{
    public Task<Result<PoolTermsAnswer>> Handle(ReadPoolTerms query, CancellationToken ct) =>
        Task.FromResult<Result<PoolTermsAnswer>>(new PoolTermsAnswer(terms.Version, terms.Paragraphs));
}
