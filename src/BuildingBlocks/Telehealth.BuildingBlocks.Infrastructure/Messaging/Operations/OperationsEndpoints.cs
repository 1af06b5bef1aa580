using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;

/// <summary>What the operations staff can see and do about messages, over all modules.</summary>
public static class OperationsEndpoints
{
    /// <summary>Maps <c>/operations/...</c> under the group of <c>/api/v1</c>.</summary>
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");
        MapReading(operations);
        MapDeciding(operations);
    }

    internal static void AddOperations(this IServiceCollection services)
    {
        services.AddScoped<DeadLetterDecisions>();
        services.AddScoped<IRequestHandler<ListDeadLetters, Result<Page<DeadLetterAnswer>>>, ListDeadLettersHandler>();
        services.AddScoped<
            IRequestHandler<InspectDeadLetter, Result<DeadLetterDetailsAnswer>>,
            InspectDeadLetterHandler
        >();
        services.AddScoped<
            IRequestHandler<GetMessagingHealth, Result<MessagingHealthAnswer>>,
            GetMessagingHealthHandler
        >();
        services.AddScoped<
            IRequestHandler<ReplayDeadLetter, Result<DecidedDeadLetterAnswer>>,
            ReplayDeadLetterHandler
        >();
        services.AddScoped<
            IRequestHandler<DiscardDeadLetter, Result<DecidedDeadLetterAnswer>>,
            DiscardDeadLetterHandler
        >();
        services.AddSingleton<IValidator<DiscardDeadLetter>, DiscardDeadLetterValidator>();
    }

    private static void MapReading(RouteGroupBuilder operations)
    {
        operations
            .MapGet(
                "/messages/health",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetMessagingHealth(), ct)).ToHttp()
            )
            .WithName("GetMessagingHealth")
            .WithSummary("How far the events of each module lag, what is halted, and who runs the loops")
            .Answers<MessagingHealthAnswer>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
        operations
            .MapGet(
                "/dead-letters",
                async (string? module, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListDeadLetters(module, after, limit), ct)).ToHttp()
            )
            .WithName("ListDeadLetters")
            .WithSummary("Messages that were given up, over all modules or in one")
            .Answers<Page<DeadLetterAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
        operations
            .MapGet(
                "/dead-letters/{module}/{sequence:long}",
                async (string module, long sequence, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new InspectDeadLetter(module, sequence), ct)).ToHttp()
            )
            .WithName("InspectDeadLetter")
            .WithSummary("One dead letter with its payload and what waits behind it")
            .Answers<DeadLetterDetailsAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
    }

    private static void MapDeciding(RouteGroupBuilder operations)
    {
        operations
            .MapPost(
                "/dead-letters/{module}/{sequence:long}/replay",
                async (string module, long sequence, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReplayDeadLetter(module, sequence), ct)).ToHttp()
            )
            .WithName("ReplayDeadLetter")
            .WithSummary("Tries a dead letter again, with all its tries")
            .Answers<DecidedDeadLetterAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
        operations
            .MapPost(
                "/dead-letters/{module}/{sequence:long}/discard",
                async (
                    string module,
                    long sequence,
                    DiscardDeadLetterBody body,
                    ISender sender,
                    CancellationToken ct
                ) => (await sender.Send(new DiscardDeadLetter(module, sequence, body.Reason), ct)).ToHttp()
            )
            .WithName("DiscardDeadLetter")
            .WithSummary("Gives a dead letter up for good, with a reason; what waits behind it goes on")
            .Answers<DecidedDeadLetterAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
    }
}
