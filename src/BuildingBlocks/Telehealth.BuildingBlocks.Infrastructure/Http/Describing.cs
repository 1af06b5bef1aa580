using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>Marks an operation whose Idempotency-Key is required; the OpenAPI document describes the header.</summary>
public sealed class IdempotentMetadata;

/// <summary>Describes an endpoint for the OpenAPI document.</summary>
public static class Describing
{
    /// <summary>
    /// Success with a body of <typeparamref name="T"/>, and the problems it may answer besides the common ones.
    /// </summary>
    public static RouteHandlerBuilder Answers<T>(
        this RouteHandlerBuilder route,
        int status = StatusCodes.Status200OK,
        params int[] problems
    ) => route.Produces<T>(status).Problems(problems);

    /// <summary>Success without a body, and the problems it may answer besides the common ones.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route, params int[] problems) =>
        route.Produces(StatusCodes.Status204NoContent).Problems(problems);

    /// <summary>The operation moves money, credits or slots: its Idempotency-Key is required.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) =>
        route.WithMetadata(new IdempotentMetadata()).Problems(StatusCodes.Status409Conflict);

    private static RouteHandlerBuilder Problems(this RouteHandlerBuilder route, params int[] problems)
    {
        foreach (var status in problems.Append(StatusCodes.Status400BadRequest).Distinct())
        {
            route.Produces<ProblemDetails>(status, "application/problem+json");
        }

        return route;
    }
}
