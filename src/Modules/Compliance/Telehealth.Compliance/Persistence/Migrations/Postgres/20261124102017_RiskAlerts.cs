using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Compliance.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RiskAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "compliance_lead_shifts",
                columns: table => new
                {
                    LeadId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_lead_shifts", x => x.LeadId);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alerts",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenPersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    ReportedAt = table.Column<long>(type: "bigint", nullable: false),
                    Owner = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    EscalatesAt = table.Column<long>(type: "bigint", nullable: true),
                    TimesUnanswered = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_risk_alerts", x => x.Sequence);
                    table.UniqueConstraint("AK_compliance_risk_alerts_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "compliance_risk_alert_calls",
                columns: table => new
                {
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    LeadId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compliance_risk_alert_calls", x => new { x.AlertId, x.Number });
                    table.ForeignKey(
                        name: "FK_compliance_risk_alert_calls_compliance_risk_alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "compliance_risk_alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_compliance_lead_shifts_Until",
                table: "compliance_lead_shifts",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_EscalatesAt",
                table: "compliance_risk_alerts",
                column: "EscalatesAt");

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_Id",
                table: "compliance_risk_alerts",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compliance_risk_alerts_OpenPersonId",
                table: "compliance_risk_alerts",
                column: "OpenPersonId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compliance_lead_shifts");

            migrationBuilder.DropTable(
                name: "compliance_risk_alert_calls");

            migrationBuilder.DropTable(
                name: "compliance_risk_alerts");
        }
    }
}
