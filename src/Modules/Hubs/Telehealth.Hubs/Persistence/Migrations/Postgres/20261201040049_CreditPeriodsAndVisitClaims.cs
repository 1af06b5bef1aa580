using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CreditPeriodsAndVisitClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CarryOverCap",
                table: "hubs_allotments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "PeriodFrom",
                table: "hubs_allotments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PeriodUntil",
                table: "hubs_allotments",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "hubs_visit_claims",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<long>(type: "bigint", nullable: false),
                    VisitId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_visit_claims", x => new { x.PersonId, x.Step });
                });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_visit_claims_VisitId",
                table: "hubs_visit_claims",
                column: "VisitId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hubs_visit_claims");

            migrationBuilder.DropColumn(
                name: "CarryOverCap",
                table: "hubs_allotments");

            migrationBuilder.DropColumn(
                name: "PeriodFrom",
                table: "hubs_allotments");

            migrationBuilder.DropColumn(
                name: "PeriodUntil",
                table: "hubs_allotments");
        }
    }
}
