using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Broadcasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "marketplace_booking_requests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CeilingMinor",
                table: "marketplace_booking_requests",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Unanswered",
                table: "marketplace_booking_requests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "marketplace_broadcast_candidates",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServiceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServiceName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    BufferBeforeMinutes = table.Column<int>(type: "integer", nullable: false),
                    BufferAfterMinutes = table.Column<int>(type: "integer", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    PolicyId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    PolicyVersion = table.Column<int>(type: "integer", nullable: false),
                    ProviderZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    DeclineReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    DeclinedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_broadcast_candidates", x => new { x.RequestId, x.ProviderId });
                    table.ForeignKey(
                        name: "FK_marketplace_broadcast_candidates_marketplace_booking_reques~",
                        column: x => x.RequestId,
                        principalTable: "marketplace_booking_requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests",
                sql: "\"CeilingMinor\" IS NULL OR \"PriceMinor\" <= \"CeilingMinor\"");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_broadcast_candidates_ProviderId_RequestId",
                table: "marketplace_broadcast_candidates",
                columns: new[] { "ProviderId", "RequestId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_broadcast_candidates");

            migrationBuilder.DropCheckConstraint(
                name: "CK_marketplace_booking_requests_ceiling",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "CeilingMinor",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "Unanswered",
                table: "marketplace_booking_requests");

            migrationBuilder.AlterColumn<Guid>(
                name: "ProviderId",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
